import { useParams } from "react-router";
import { Problem } from "../../../api/problem";
import { usePages } from "../../../api/usePages";
import { useResource } from "../../../api/useResource";
import { Page, Section } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { Table } from "../../../components/Table";
import { exports, former as text } from "../../../i18n/exports";
import { shortDate, time } from "../../../i18n/format";
import { useOwnRecord } from "../../../session/store";
import { type FormerAct, type FormerSpace, listFormerHistory, listFormerSpaces } from "../api/former";

const back = { to: "/parametres/mes-donnees", label: exports.title };
const GONE = new Problem({ status: 404, code: "documents.not-found" });

/** What a former space told: read, and nothing else. */
export function FormerSpacePage() {
  const record = useOwnRecord();
  const { former: id = "" } = useParams();
  const found = useResource(record, (signal) => listFormerSpaces(record, signal));
  const space = found.data?.find((each) => each.id === id);
  if (space !== undefined) {
    return (
      <Page title={text.until(shortDate(space.left_at))} lead={text.lead} back={back}>
        <Relations space={space} />
        <History record={record} space={space} />
      </Page>
    );
  }
  const problem = found.state === "ready" ? GONE : found.problem;
  return <Page title={text.title} back={back}>{problem ? <ProblemNotice problem={problem} onRetry={problem.passing ? found.reload : undefined} /> : <Skeleton lines={4} />}</Page>;
}

function Relations({ space }: { space: FormerSpace }) {
  return (
    <Section id="former-relations" title={text.relations}>
      {space.relations.length === 0 && <p>{text.noRelations}</p>}
      {space.relations.length > 0 && (
        <Table caption={text.relationsTable} head={<tr><th scope="col">{text.who}</th><th scope="col">{text.access}</th><th scope="col">{text.since}</th></tr>}>
          {space.relations.map(({ display_name: name, profession, state, administrator, first_contact: since }) => (
            <tr key={`${name}/${since}`}>
              <th scope="row">{[name, profession].filter(Boolean).join(", ")}</th>
              <td>{[text.states[state] ?? state, administrator && text.administrator].filter(Boolean).join(", ")}</td>
              <td><time dateTime={since}>{shortDate(since)}</time></td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

function History({ record, space }: { record: string; space: FormerSpace }) {
  const pages = usePages<FormerAct>(`${record}/${space.id}`, (cursor, signal) => listFormerHistory(record, space.id, cursor, signal));
  return (
    <Section id="former-history" title={text.history}>
      {pages.state === "loading" && <Skeleton lines={4} />}
      {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
      {pages.state === "ready" && pages.items.length === 0 && <p>{text.noHistory}</p>}
      {pages.state === "ready" && pages.items.length > 0 && (
        <Table caption={text.historyTable} head={<tr><th scope="col">{text.when}</th><th scope="col">{text.who}</th><th scope="col">{text.act}</th></tr>}>
          {pages.items.map((act) => (
            <tr key={act.number}>
              <td><time dateTime={act.at}>{shortDate(act.at)}, {time(act.at)}</time></td>
              <th scope="row">{[act.display_name, act.profession, act.structure].filter(Boolean).join(", ")}</th>
              <td>{text.action(act.action)}</td>
            </tr>
          ))}
        </Table>
      )}
      <Pager {...pages} />
    </Section>
  );
}
