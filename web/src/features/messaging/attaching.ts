import type { Limits } from "./api/messaging";

interface Sized {
  readonly name: string;
  readonly size: number;
}

/** Files already chosen and those added to them: what a message takes, and what it does not, told at once (C-32). */
export function attaching<F extends Sized>(held: readonly F[], added: readonly F[], limits: Limits): { files: F[]; tooLarge: F[]; tooMany: boolean } {
  const tooLarge = added.filter(({ size }) => size > limits.max_bytes);
  const files = [...held, ...added.filter(({ size }) => size <= limits.max_bytes)];
  return { files: files.slice(0, limits.max_files), tooLarge, tooMany: files.length > limits.max_files };
}
