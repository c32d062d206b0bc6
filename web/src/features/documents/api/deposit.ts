import { upload } from "../../../api/upload";
import type { Document } from "./documents";

/** What is said of a file when it is deposited; a patient files it by section, a professional gives its official type. */
export interface Information {
  title: string;
  documentDate: string;
  section?: string;
  type?: string;
  hidden: boolean;
}

interface Deposit {
  record: string;
  file: File;
  information: Information;
  idempotencyKey: string;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

export function depositDocument({ record, file, information, ...rest }: Deposit): Promise<Document> {
  const form = new FormData();
  form.append("title", information.title);
  form.append("document_date", information.documentDate);
  if (information.section !== undefined) form.append("section", information.section);
  if (information.type !== undefined) form.append("type", information.type);
  form.append("hidden", String(information.hidden));
  form.append("file", file);
  return upload<Document>({ url: `/api/documents/records/${encodeURIComponent(record)}/documents`, form, ...rest });
}
