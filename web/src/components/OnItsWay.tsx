import { sending as text } from "../i18n/sending";
import { words } from "../i18n/words";
import { Button } from "./Button";
import { Actions, Stack } from "./Page";
import { Progress } from "./Progress";
import type { OneUpload } from "./useUpload";

/** Sent to the last byte, it is being checked and stored: the bar says so, and nothing is offered that could no longer be done. */
export function OnItsWay({ share, cancel }: Pick<OneUpload, "share" | "cancel">) {
  if (share >= 1) return <Progress label={text.checking} />;
  return (
    <Stack>
      <Progress label={text.sending} value={share} />
      <Actions><Button kind="secondary" onPress={cancel} aria-label={text.cancel}>{words.cancel}</Button></Actions>
    </Stack>
  );
}
