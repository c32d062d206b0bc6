import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { documents } from "../../../i18n/documents";
import { type Document, openDocument } from "../api/documents";
import { fileNameOf } from "../limits";

interface DownloadButtonProps {
  record: string;
  document: Document;
  onProblem: (problem: Problem, retry: () => void) => void;
}

/** The original, byte for byte, as a file of the person's own device. */
export function DownloadButton({ record, document, onProblem }: DownloadButtonProps) {
  const [isPending, setPending] = useState(false);
  const download = async () => {
    setPending(true);
    try {
      save(await openDocument(record, document, new AbortController().signal), fileNameOf(document.title, documents.formats[document.media_type] ?? ""));
    } catch (thrown) {
      onProblem(asProblem(thrown), () => void download());
    } finally {
      setPending(false);
    }
  };
  return <Button icon="download" isPending={isPending} onPress={() => void download()}>{documents.download}</Button>;
}

function save(blob: Blob, name: string) {
  const link = window.document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
