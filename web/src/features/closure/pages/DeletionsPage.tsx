import { usePages } from "../../../api/usePages";
import { Page } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { Table } from "../../../components/Table";
import { deletion, deletions as text, services as names } from "../../../i18n/closure";
import { shortDate, time } from "../../../i18n/format";
import { type Deletion, listDeletions } from "../api/closure";

/** CLO-07, for operators: whom each deletion still waits for. */
export function DeletionsPage() {
  const pages = usePages("deletions", listDeletions);
  return (
    <Page title={text.title} lead={text.lead}>
      {pages.state === "loading" && <Skeleton lines={3} />}
      {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
      {pages.state === "ready" && pages.items.length === 0 && <Empty icon="trash" title={text.none} what={text.noneWhat} />}
      {pages.items.length > 0 && (
        <Table caption={text.table} head={<tr><th scope="col">{text.requested}</th><th scope="col">{text.state}</th><th scope="col">{text.waitedFor}</th></tr>}>
          {pages.items.map((item) => (
            <tr key={item.id}>
              <th scope="row"><time dateTime={item.requested_at}>{shortDate(item.requested_at)}, {time(item.requested_at)}</time></th>
              <td>{item.state === "done" ? text.done : `${text.underWay}, ${deletion.count(item.confirmed, item.total)}`}</td>
              <td>{waitedFor(item)}</td>
            </tr>
          ))}
        </Table>
      )}
      <Pager {...pages} />
    </Page>
  );
}

function waitedFor({ services }: Deletion): string {
  const late = services.filter(({ confirmed_at: at }) => at === null).map(({ service }) => names[service] ?? service);
  return late.length === 0 ? text.nobody : late.join(", ");
}
