import { useParams } from "react-router";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Page, Section, Stack } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { useAct } from "../../../components/useAct";
import { organisations } from "../../../i18n/organisations";
import { type Account, type OrganisationFile, showOrganisation, suspendOrganisation } from "../api/organisations";
import { AccountCard } from "../components/AccountCard";
import { AccountForm } from "../components/AccountForm";

const text = organisations.one;
const BACK = { to: "/ops/organisations", label: organisations.title };

/** One organisation: suspended or not, and the accounts of its software. */
export function OrganisationPage() {
  const { organisation = "" } = useParams();
  const file = useResource(organisation, (signal) => showOrganisation(organisation, signal));
  if (file.state === "ready") return <File file={file.data} onChange={file.replace} />;
  return (
    <Page title={organisations.title} back={BACK}>
      {file.state === "loading" ? <Skeleton lines={3} /> : <ProblemNotice problem={file.problem} onRetry={file.problem.passing ? file.reload : undefined} />}
    </Page>
  );
}

function File({ file, onChange }: { file: OrganisationFile; onChange: (file: OrganisationFile) => void }) {
  const { organisation, accounts } = file;
  const put = (changed: Account) => {
    const known = accounts.some(({ id }) => id === changed.id);
    onChange({ ...file, accounts: known ? accounts.map((each) => (each.id === changed.id ? changed : each)) : [...accounts, changed] });
  };
  const suspending = useAct(async () => {
    const suspends = organisation.suspended_at === null;
    onChange({ ...file, organisation: await suspendOrganisation(organisation.id, suspends) });
    sayDone(suspends ? text.suspendDone : text.resumeDone);
  });
  return (
    <Page
      title={organisation.name} back={BACK} lead={`${organisations.kinds[organisation.kind]} · ${organisations.schemes[organisation.scheme]} ${organisation.number}`}
      action={<Button kind="secondary" isPending={suspending.isPending} onPress={suspending.run}>{organisation.suspended_at === null ? text.suspend : text.resume}</Button>}
    >
      {suspending.problem && <ProblemNotice problem={suspending.problem} />}
      {organisation.suspended_at !== null && <Notice tone="care" icon="block" role="status">{text.suspendedSince(organisation.suspended_at)}</Notice>}
      <Section id="accounts" title={text.accounts}>
        {accounts.length === 0 && <Empty icon="settings" title={text.noAccounts} what={text.noAccountsWhat} />}
        <Stack>{accounts.map((account) => <AccountCard key={account.id} account={account} onChanged={put} />)}</Stack>
      </Section>
      <Section id="new-account" title={organisations.add.title}>
        <AccountForm organisation={organisation.id} scopes={file.scopes} onRegistered={put} />
      </Section>
    </Page>
  );
}
