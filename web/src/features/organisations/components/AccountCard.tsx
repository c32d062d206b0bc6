import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { sayDone } from "../../../components/Confirmation";
import { Actions, Stack } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Tag } from "../../../components/Tag";
import { useAct } from "../../../components/useAct";
import { organisations } from "../../../i18n/organisations";
import { type Account, suspendAccount } from "../api/organisations";
import { KeysForm } from "./KeysForm";
import styles from "./organisations.module.css";

const text = organisations.account;

/** One account: who it is, what it may do, which keys are in force; suspended or given other keys here. */
export function AccountCard({ account, onChanged }: { account: Account; onChanged: (account: Account) => void }) {
  const [rotates, setRotates] = useState(false);
  const isSuspended = account.suspended_at !== null;
  const suspending = useAct(async () => {
    onChanged(await suspendAccount(account.id, !isSuspended));
    sayDone(isSuspended ? text.resumeDone : text.suspendDone);
  });
  const replaced = (changed: Account) => {
    setRotates(false);
    onChanged(changed);
  };
  return (
    <article aria-labelledby={`account-${account.id}`}>
      <Card>
        <Stack>
          <div className={styles.head}>
            <h3 id={`account-${account.id}`}>{account.label}</h3>
            <Tag tone={isSuspended ? "care" : "good"} icon={isSuspended ? "block" : "check"}>{isSuspended ? text.suspended : text.active}</Tag>
          </div>
          <dl className={styles.facts}>
            <div><dt>{text.client}</dt><dd><code>{account.id}</code></dd></div>
            <div><dt>{text.scopes}</dt><dd>{account.scopes.map((scope) => organisations.add.scope[scope] ?? scope).join(", ")}</dd></div>
            <div><dt>{text.keys}</dt><dd>{account.keys.map((key) => key.kid).join(", ")}</dd></div>
          </dl>
          <p>{text.created(account.created_at)}</p>
          {suspending.problem && <ProblemNotice problem={suspending.problem} />}
          {rotates && <KeysForm account={account} onReplaced={replaced} />}
          <Actions>
            {!rotates && <Button kind="secondary" icon="refresh" onPress={() => setRotates(true)}>{organisations.rotate.open(account.label)}</Button>}
            <Button kind="secondary" icon={isSuspended ? "check" : "block"} isPending={suspending.isPending} onPress={suspending.run}>{isSuspended ? text.resume(account.label) : text.suspend(account.label)}</Button>
          </Actions>
        </Stack>
      </Card>
    </article>
  );
}
