import type { components as Vault } from "../../../api/generated/documents";
import type { components } from "../../../api/generated/messaging";
import { answerOf, api } from "../../../api/http";
import { upload } from "../../../api/upload";
import type { Way } from "../../../components/useUpload";

export type Conversation = components["schemas"]["Conversation"];
export type Thread = components["schemas"]["Thread"];
export type Message = components["schemas"]["Message"];
export type Attachment = components["schemas"]["Attachment"];
export type StoredDocument = Vault["schemas"]["Document"];

export function listConversations(record: string, cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.GET("/api/messaging/records/{record}/conversations", { params: { path: { record }, query: { cursor } }, signal }));
}

export function readConversation(record: string, conversation: string, cursor: string | undefined, signal: AbortSignal): Promise<Thread> {
  return answerOf(api.GET("/api/messaging/records/{record}/conversations/{conversation}", { params: { path: { record, conversation }, query: { cursor } }, signal }));
}

export function markRead(record: string, conversation: string, upTo: number): Promise<unknown> {
  return answerOf(api.PUT("/api/messaging/records/{record}/conversations/{conversation}/read", { params: { path: { record, conversation } }, body: { up_to: upTo } }));
}

export async function countUnread(record: string, signal: AbortSignal): Promise<number> {
  return (await answerOf(api.GET("/api/messaging/records/{record}/unread", { params: { path: { record } }, signal }))).unread;
}

export type Limits = components["schemas"]["Limits"];

export function showLimits(signal: AbortSignal): Promise<Limits> {
  return answerOf(api.GET("/api/messaging/limits", { signal }));
}

export interface Letter {
  subject?: string;
  text: string;
  files: File[];
}

/** `key` stands for one intention: the same letter tried again is the same message. */
export function sendMessage(record: string, conversation: string, letter: Letter, key: string): Promise<components["schemas"]["Sent"]> {
  return send(`${place(record)}/${encodeURIComponent(conversation)}/messages`, letter, key);
}

export function startConversation(record: string, letter: Letter, key: string): Promise<Conversation> {
  return send(place(record), letter, key);
}

function place(record: string): string {
  return `/api/messaging/records/${encodeURIComponent(record)}/conversations`;
}

function send<T>(url: string, { subject, text, files }: Letter, idempotencyKey: string): Promise<T> {
  const form = new FormData();
  if (subject !== undefined) form.append("subject", subject);
  form.append("text", text);
  files.forEach((file) => form.append("file", file));
  return upload<T>({ url, form, idempotencyKey, signal: new AbortController().signal, onProgress: () => undefined });
}

/** The bytes, of no particular type: a page of script can never come out of here. */
export async function openAttachment(record: string, message: Message, conversation: string, attachment: Attachment): Promise<File> {
  const bytes: unknown = await answerOf(
    api.GET("/api/messaging/records/{record}/conversations/{conversation}/messages/{message}/attachments/{attachment}", {
      params: { path: { record, conversation, message: message.id, attachment: attachment.id } }, parseAs: "blob",
      headers: { Accept: "application/octet-stream, application/problem+json" },
    }),
  );
  return new File([bytes as Blob], attachment.name, { type: "application/octet-stream" });
}

export function listStored(record: string, cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.GET("/api/documents/records/{record}/documents", { params: { path: { record }, query: { cursor } }, signal }));
}

export function showStored(record: string, document: string, signal: AbortSignal): Promise<StoredDocument> {
  return answerOf(api.GET("/api/documents/records/{record}/documents/{document}", { params: { path: { record, document } }, signal }));
}

const ENDINGS: Record<string, string> = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/tiff": "tif", "text/plain": "txt", "application/rtf": "rtf" };

/** DOC-33: a stored document as the file that goes with a message. */
export async function openStored(record: string, document: StoredDocument): Promise<File> {
  const bytes: unknown = await answerOf(
    api.GET("/api/documents/records/{record}/documents/{document}/content", {
      params: { path: { record, document: document.id } }, parseAs: "blob", headers: { Accept: `${document.media_type}, application/problem+json` },
    }),
  );
  return new File([bytes as Blob], `${document.title}.${ENDINGS[document.media_type] ?? "bin"}`, { type: document.media_type });
}

export function listTypes(signal: AbortSignal) {
  return answerOf(api.GET("/api/documents/types", { signal }));
}

export interface Filing {
  title: string;
  documentDate: string;
  kind: string;
  hidden: boolean;
}

/** MSG-27: an attachment becomes a document; the service checks that it is what was sent, and says by whom. */
export function fileAttachment(record: string, attachment: Attachment, file: File, { title, documentDate, kind, hidden }: Filing, way: Way): Promise<StoredDocument> {
  const form = new FormData();
  form.append("title", title);
  form.append("document_date", documentDate);
  form.append("kind", kind);
  form.append("hidden", String(hidden));
  form.append("attachment", attachment.id);
  form.append("file", file);
  return upload<StoredDocument>({ url: `/api/documents/records/${encodeURIComponent(record)}/documents`, form, ...way });
}
