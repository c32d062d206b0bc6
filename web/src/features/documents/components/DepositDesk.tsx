import { useEffect, useRef, useState } from "react";
import { useBlocker } from "react-router";
import { useResource } from "../../../api/useResource";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { DropArea } from "../../../components/DropArea";
import { Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { documents as text } from "../../../i18n/documents";
import { listTypes, showLimits } from "../api/documents";
import { extensionsOf } from "../limits";
import { DepositItem } from "./DepositItem";
import type { Depositor } from "./InformationFields";
import styles from "./deposit.module.css";

interface Chosen {
  id: string;
  file: File;
  saved: boolean;
}

interface DepositDeskProps {
  record: string;
  by: Depositor;
  dropLabel: string;
  /** A file is saved, perhaps by an `earlier` try; `last` when nothing else waits. */
  onSaved: (saved: { last: boolean; earlier: boolean }) => void;
}

/** Where files arrive, are described and leave. Several may be on the desk at once, each with its own fate. */
export function DepositDesk({ record, by, dropLabel, onSaved }: DepositDeskProps) {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  // As it is now: a file that is saved was sent from a desk where others were still on their way.
  const latest = useRef<Chosen[]>([]);
  const change = (edit: (items: Chosen[]) => Chosen[]) => {
    latest.current = edit(latest.current);
    setChosen(latest.current);
  };
  const number = useRef(0);
  const reference = useResource("reference", async (signal) => {
    const [types, limits] = await Promise.all([listTypes(signal), showLimits(signal)]);
    return { types, limits };
  });
  const blocker = useLeaveGuard(chosen);
  if (reference.state === "failed") return <ProblemNotice problem={reference.problem} onRetry={reference.reload} />;
  if (reference.state === "loading") return <Skeleton lines={1} />;
  const { types, limits } = reference.data;

  const add = (files: File[]) => change((before) => [...before, ...files.map((file) => ({ id: `file${(number.current += 1)}`, file, saved: false }))]);
  const saved = (id: string, earlier: boolean) => {
    change((before) => before.map((item) => (item.id === id ? { ...item, saved: true } : item)));
    onSaved({ last: latest.current.every((item) => item.saved), earlier });
  };
  return (
    <>
      <DropArea label={dropLabel} or={text.deposit.or} browse={text.deposit.browse} accept={extensionsOf(limits)} formats={text.deposit.formats(text.deposit.anyFormats, limits.max_bytes)} onFiles={add} />
      {chosen.length > 0 && (
        <Section id="chosen" title={text.deposit.chosen}>
          <div className={styles.items}>
            {chosen.map((item) => (
              <DepositItem
                key={item.id} id={item.id} file={item.file} record={record} by={by} types={types} limits={limits}
                onSaved={(earlier) => saved(item.id, earlier)} onRemove={() => change((before) => before.filter((other) => other.id !== item.id))}
              />
            ))}
          </div>
        </Section>
      )}
      <ConfirmDialog
        isOpen={blocker.state === "blocked"} title={text.deposit.leaveTitle} confirm={text.deposit.leave} tone="danger"
        onConfirm={() => blocker.proceed?.()} onCancel={() => blocker.reset?.()}
      >
        <p>{text.deposit.leaveWhat}</p>
      </ConfirmDialog>
    </>
  );
}

/** Asks before leaving while something chosen is not saved, inside the application and on closing the tab. */
function useLeaveGuard(chosen: Chosen[]) {
  const waiting = chosen.some((item) => !item.saved);
  useEffect(() => {
    if (!waiting) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [waiting]);
  // Leaving for the login page happens when the session ends by choice: nothing to hold back then.
  return useBlocker(({ nextLocation }) => waiting && !nextLocation.pathname.endsWith("/connexion") && nextLocation.pathname !== "/");
}
