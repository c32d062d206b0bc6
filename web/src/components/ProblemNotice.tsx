import type { Problem } from "../api/problem";
import { messageFor } from "../i18n/problems";
import { words } from "../i18n/words";
import { Button } from "./Button";
import { Notice } from "./Notice";

/** A problem in the person's words, with the way to try again when trying again may help. */
export function ProblemNotice({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { title, what } = messageFor(problem);
  return (
    <Notice tone={problem.passing ? "care" : "bad"} title={title} role="alert" icon={problem.status === 0 ? "offline" : undefined}>
      <p>{what}</p>
      {onRetry && <Button kind="secondary" icon="refresh" onPress={onRetry}>{words.retry}</Button>}
    </Notice>
  );
}
