import { upload } from "../../../api/upload";
import type { Way } from "../../../components/useUpload";
import type { Document } from "./documents";

/** What is said of a file when it is deposited; a patient files it by section, a professional gives its official type. */
export interface Information {
  title: string;
  documentDate: string;
  /** A plain word of the list (« une ordonnance »). */
  kind?: string;
  type?: string;
  hidden: boolean;
  /** Kept from the patient until it is announced; a professional's choice. */
  withheld?: boolean;
  /** Kept from parents and guardians: secret care of a minor. */
  fromRepresentatives?: boolean;
}

interface Deposit extends Way {
  record: string;
  file: File;
  information: Information;
}

export function depositDocument({ record, file, information, ...rest }: Deposit): Promise<Document> {
  const form = described(information);
  if (information.kind !== undefined) form.append("kind", information.kind);
  if (information.type !== undefined) form.append("type", information.type);
  form.append("hidden", String(information.hidden));
  if (information.withheld) form.append("withheld", "true");
  if (information.fromRepresentatives) form.append("hidden_from_representatives", "true");
  form.append("file", file);
  return upload<Document>({ url: `/api/documents/records/${encodeURIComponent(record)}/documents`, form, ...rest });
}

interface Replacement extends Omit<Deposit, "information"> {
  document: Document;
  tag: string;
  information: Pick<Information, "title" | "documentDate">;
}

/** A new version in the place of a document; seen by the same people, of the same type. */
export function replaceDocument({ record, document, tag, file, information, ...rest }: Replacement): Promise<Document> {
  const form = described(information);
  form.append("file", file);
  return upload<Document>({ url: `/api/documents/records/${encodeURIComponent(record)}/documents/${encodeURIComponent(document.id)}/replacement`, form, ifMatch: tag, ...rest });
}

function described({ title, documentDate }: Pick<Information, "title" | "documentDate">): FormData {
  const form = new FormData();
  form.append("title", title);
  form.append("document_date", documentDate);
  return form;
}
