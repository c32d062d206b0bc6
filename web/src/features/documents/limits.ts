import { Problem } from "../../api/problem";
import type { Limits } from "./api/documents";

/** Refuses at once what the server would refuse after the upload; null when the file may be sent. */
export function refusalOf(file: { name: string; size: number }, limits: Limits): Problem | null {
  if (file.size === 0) return new Problem({ status: 422, code: "documents.file-empty" });
  if (file.size > limits.max_bytes) return new Problem({ status: 413, code: "documents.too-large" });
  const known = extensionsOf(limits);
  return known.includes(extensionOf(file.name)) ? null : new Problem({ status: 415, code: "documents.format-refused" });
}

const OF_THE_FILE = ["file-empty", "too-large", "format-refused", "name-mismatch", "file-damaged", "file-protected", "active-content", "infected", "image-too-big", "file-too-complex"];

/** Whether the file itself is refused: sent again, it would be refused again. */
export function isOfTheFile(problem: Problem): boolean {
  return OF_THE_FILE.some((code) => problem.code === `documents.${code}`);
}

/** ".pdf", ".jpg"… as file pickers want them. */
export function extensionsOf(limits: Limits): string[] {
  return limits.formats.flatMap((format) => format.extensions.map((extension) => `.${extension.replace(/^\./, "").toLowerCase()}`));
}

export function extensionOf(name: string): string {
  return /\.[^.]+$/.exec(name)?.[0].toLowerCase() ?? "";
}

/** "scan_0012.pdf" becomes "scan 0012": a title to start from. */
export function titleOf(name: string): string {
  const title = name.replace(/\.[^.]+$/, "").replace(/[_\s]+/g, " ").trim();
  return title.slice(0, 200);
}

/** A file name that every system accepts, from the document's title. */
export function fileNameOf(title: string, format: string): string {
  const safe = title.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, " ").replace(/\s+/g, " ").replace(/^[. ]+|[. ]+$/g, "").slice(0, 120);
  return `${safe === "" ? "document" : safe}.${format.toLowerCase()}`;
}
