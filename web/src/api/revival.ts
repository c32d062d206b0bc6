/** Tells the screens that somebody who was logged out over them is back, so that what failed for that can be asked for again. */

type Listener = () => void;
const listeners = new Set<Listener>();

export function onSessionRevived(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function sessionRevived(): void {
  listeners.forEach((listener) => listener());
}
