import type { Problem } from "../api/problem";
import { words } from "../i18n/words";
import { Button } from "./Button";
import { ProblemNotice } from "./ProblemNotice";
import styles from "./Page.module.css";

interface PagerProps {
  more: boolean;
  loadingMore: boolean;
  problemOfMore?: Problem;
  loadMore: () => void;
}

/** The way to the rest of a long list. */
export function Pager({ more, loadingMore, problemOfMore, loadMore }: PagerProps) {
  if (problemOfMore) return <ProblemNotice problem={problemOfMore} onRetry={loadMore} />;
  if (!more) return null;
  return (
    <div className={styles.actions}>
      <Button kind="secondary" isPending={loadingMore} onPress={loadMore}>{loadingMore ? words.loadingMore : words.loadMore}</Button>
    </div>
  );
}
