import { useState } from "react";
import { asProblem } from "../../api/problem";
import { useUpload } from "../../components/useUpload";
import { depositDocument, type Information } from "./api/deposit";
import { afterFailure, DRAFT, type Sending } from "./sending";

/** Sends one file with its information; can be cancelled, and tried again. */
export function useSending(record: string, file: File, onSaved: (earlier: boolean) => void) {
  const [sending, setSending] = useState<Sending>(DRAFT);
  const upload = useUpload();
  const send = async (information: Information) => {
    setSending({ state: "sending" });
    const after = await upload.run((way) => depositDocument({ record, file, information, ...way })).then(
      (): Sending => ({ state: "saved", earlier: false }),
      (thrown: unknown) => afterFailure(asProblem(thrown)),
    );
    setSending(after);
    if (after.state === "saved") onSaved(after.earlier);
  };
  return { sending, send, upload };
}
