/** The access token in use: in memory only, gone with the tab. The session module fills it in. */

export interface TokenSource {
  /** A token that is good for a while yet, or null when nobody is logged in. */
  current(): Promise<string | null>;
  /** The server refused `refused`: get another one, or null when the session is over. */
  renew(refused: string): Promise<string | null>;
}

let source: TokenSource = { current: () => Promise.resolve(null), renew: () => Promise.resolve(null) };

export function takeTokensFrom(tokens: TokenSource): void {
  source = tokens;
}

export function tokens(): TokenSource {
  return source;
}
