import type { Grid } from "./api/grid";

/** How much of one class of documents a profession may see. */
export interface Share {
  /** Code of the class (ANS, TRE_A03-ClasseDocument), "" for types without one. */
  kind: string;
  open: number;
  of: number;
}

/** What a profession may see, class by class: all of it, a part, or nothing; in the order of the grid. */
export function sharesOf(column: string, rows: Grid["rows"]): { all: Share[]; some: Share[]; none: Share[] } {
  const kinds = new Map<string, Share>();
  for (const row of rows) {
    const kind = row.class ?? "";
    const share = kinds.get(kind) ?? { kind, open: 0, of: 0 };
    kinds.set(kind, { kind, open: share.open + Number(row.allowed.includes(column)), of: share.of + 1 });
  }
  const shares = [...kinds.values()];
  return {
    all: shares.filter(({ open, of }) => open === of),
    some: shares.filter(({ open, of }) => open > 0 && open < of),
    none: shares.filter(({ open }) => open === 0),
  };
}
