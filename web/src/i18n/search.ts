/** Whether every word typed is somewhere in the label: accents, case and order do not matter. */
export function matches(label: string, typed: string): boolean {
  // Official labels abbreviate what people say in full.
  const text = plain(label).replace(/\bcr\b/g, "cr compte rendu");
  return plain(typed).trim().split(/\s+/).every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").replace(/[’']/g, " ").toLowerCase();
}
