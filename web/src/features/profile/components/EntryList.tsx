import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Actions } from "../../../components/Page";
import { Tag } from "../../../components/Tag";
import { useAct } from "../../../components/useAct";
import { shortDate } from "../../../i18n/format";
import { profile as text } from "../../../i18n/profile";
import { removeEntry, type Entry, type Section } from "../api/profile";
import styles from "../pages/profile.module.css";
import { inWords } from "../partialDate";
import { withEntry, withoutEntry } from "../sections";
import { EntryForm } from "./EntryForm";

interface EntryListProps {
  record: string;
  section: Section;
  /** Of the entries' headings: one below what they stand under. */
  level: 2 | 3;
  onChanged: (section: Section) => void;
  /** The entry changed elsewhere: read the profile again. */
  onStale: () => void;
}

type Asked = { what: "edit" | "remove"; entry: Entry } | null;

/** PRO-18: each entry with who entered it and when; what the reader may change has its buttons. */
export function EntryList({ record, section, level, onChanged, onStale }: EntryListProps) {
  const [asked, setAsked] = useState<Asked>(null);
  const { code } = section;
  const close = () => setAsked(null);
  return (
    <>
      {section.entries.length > 0 && <ul className={styles.entries} role="list" aria-label={text.sections[code].title}>
        {section.entries.map((entry) => (
          <li key={entry.id}>
            <Card>
              <Said entry={entry} level={level} />
              {entry.alterable && (
                <Actions>
                  <Button kind="quiet" icon="settings" aria-label={text.editWhat(entry.label)} onPress={() => setAsked({ what: "edit", entry })}>{text.edit}</Button>
                  <Button kind="quiet" icon="trash" aria-label={text.removeWhat(entry.label)} onPress={() => setAsked({ what: "remove", entry })}>{text.remove}</Button>
                </Actions>
              )}
            </Card>
          </li>
        ))}
      </ul>}
      {asked?.what === "edit" && (
        <EntryForm
          record={record} code={code} entry={asked.entry} onClose={close} onStale={onStale}
          onSaved={(entry) => { onChanged(withEntry(section, entry)); close(); sayDone(text.saved); }}
        />
      )}
      {asked?.what === "remove" && (
        <Removal
          entry={asked.entry} onCancel={close}
          remove={async () => { await removeEntry(record, code, asked.entry.id); onChanged(withoutEntry(section, asked.entry)); close(); sayDone(text.removed); }}
        />
      )}
    </>
  );
}

function Removal({ entry, remove, onCancel }: { entry: Entry; remove: () => Promise<void>; onCancel: () => void }) {
  const act = useAct(remove);
  return (
    <ConfirmDialog isOpen title={text.removeTitle} confirm={text.remove} tone="danger" isPending={act.isPending} problem={act.problem} onConfirm={act.run} onCancel={onCancel}>
      <p>{text.removeWarning(entry.label)}</p>
    </ConfirmDialog>
  );
}

function Said({ entry, level }: { entry: Entry; level: 2 | 3 }) {
  const Heading = level === 2 ? "h2" : "h3";
  const { author } = entry;
  const who = author.mine ? text.me : author.display_name;
  const when = period(entry);
  return (
    <div className={styles.entry}>
      <Heading>{entry.label}</Heading>
      {entry.detail !== null && <p>{entry.detail}</p>}
      {when !== "" && <p>{when}</p>}
      {entry.note !== null && <p className={styles.note}>{entry.note}</p>}
      {author.kind === "professional" && !author.mine && <Tag tone="info" icon="user">{text.byProfessional}</Tag>}
      <p className={styles.by}>
        {text.entered(who, shortDate(entry.entered_at))}
        {entry.changed_at !== null && `, ${text.changed(shortDate(entry.changed_at))}`}
      </p>
    </div>
  );
}

/** When it began and ended; a vaccination is of one day. */
function period({ started_on: from, ended_on: to }: Entry): string {
  if (from !== null && to !== null) return text.period(inWords(from), inWords(to));
  if (to !== null) return text.until(inWords(to));
  return from === null ? "" : inWords(from);
}
