import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Icon } from "../../../components/Icon";
import { Actions } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { Tag } from "../../../components/Tag";
import { account } from "../../../i18n/account";
import { shortDate, time } from "../../../i18n/format";
import { endOneSession, endOtherSessions, listSessions, type OpenSession } from "../api/account";
import styles from "./Sessions.module.css";

const text = account.sessions;

/** LOG-11: where the account is open, and the way to close it there. */
export function Sessions() {
  const sessions = useResource("sessions", listSessions);
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const end = async (act: () => Promise<unknown>, said: string) => {
    setPending(true);
    setProblem(undefined);
    try {
      await act();
      sayDone(said);
      setAsking(false);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setPending(false);
      sessions.reload();
    }
  };
  if (sessions.state === "loading") return <Skeleton lines={2} />;
  if (sessions.state === "failed") return <ProblemNotice problem={sessions.problem} onRetry={sessions.reload} />;
  return (
    <>
      <p>{text.what}</p>
      {problem && !asking && <ProblemNotice problem={problem} />}
      <ul role="list" className={styles.list} aria-label={text.list}>
        {sessions.data.map((session) => <Row key={session.id} session={session} onEnd={() => void end(() => endOneSession(session.id), text.ended)} />)}
      </ul>
      {sessions.data.length > 1 && <Actions><Button kind="secondary" icon="logout" onPress={() => setAsking(true)}>{text.endOthers}</Button></Actions>}
      <ConfirmDialog
        title={text.endOthersTitle} confirm={text.endOthers} isOpen={asking} isPending={pending} problem={problem}
        onConfirm={() => void end(endOtherSessions, text.endedOthers)} onCancel={() => setAsking(false)}
      >
        <p>{text.endOthersWhat}</p>
      </ConfirmDialog>
    </>
  );
}

function Row({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  return (
    <li className={styles.row}>
      <Icon name="mobile" />
      <div className={styles.what}>
        <p className={styles.name}>{session.device}</p>
        <p className={styles.soft}>{text.since(shortDate(session.opened_at), time(session.opened_at))}. {text.seen(shortDate(session.seen_at), time(session.seen_at))}.</p>
        {session.current && <p><Tag tone="good" icon="check">{text.current}</Tag></p>}
      </div>
      {!session.current && <Button kind="secondary" aria-label={text.endNamed(session.device)} onPress={onEnd}>{text.end}</Button>}
    </li>
  );
}
