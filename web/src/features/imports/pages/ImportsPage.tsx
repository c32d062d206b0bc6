import { Link, useNavigate } from "react-router";
import { usePages } from "../../../api/usePages";
import { Page, Section } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { Table } from "../../../components/Table";
import { number, shortDate, time } from "../../../i18n/format";
import { imports as text } from "../../../i18n/imports";
import { listImports } from "../api/imports";
import { FileDesk } from "../components/FileDesk";
import { StateTag } from "../components/StateTag";

/** OPS-10: a new import, and those before it. */
export function ImportsPage() {
  const pages = usePages("imports", listImports);
  const navigate = useNavigate();
  return (
    <Page title={text.title} lead={text.lead}>
      <Section id="new-import" title={text.new}>
        <FileDesk onReceived={(received) => void navigate(`/ops/imports/${received.id}`)} />
      </Section>
      <Section id="past-imports" title={text.past}>
        {pages.state === "loading" && <Skeleton lines={3} />}
        {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
        {pages.state === "ready" && pages.items.length === 0 && <Empty icon="users" title={text.none} what={text.noneWhat} />}
        {pages.items.length > 0 && (
          <Table caption={text.table} head={<tr><th scope="col">{text.file}</th><th scope="col">{text.started}</th><th scope="col">{text.state}</th><th scope="col">{text.lines}</th><th scope="col">{text.refusedShort}</th></tr>}>
            {pages.items.map((item) => (
              <tr key={item.id}>
                <th scope="row"><Link to={`/ops/imports/${item.id}`}>{item.file_name}</Link></th>
                <td><time dateTime={item.started_at}>{shortDate(item.started_at)}, {time(item.started_at)}</time></td>
                <td><StateTag current={item} /></td>
                <td>{number(item.total)}</td>
                <td>{number(item.refused)}</td>
              </tr>
            ))}
          </Table>
        )}
        <Pager {...pages} />
      </Section>
    </Page>
  );
}
