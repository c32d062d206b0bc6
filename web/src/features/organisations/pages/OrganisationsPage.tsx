import { Link, useNavigate } from "react-router";
import { usePages } from "../../../api/usePages";
import { Page, Section } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { Table } from "../../../components/Table";
import { organisations as text } from "../../../i18n/organisations";
import { listOrganisations } from "../api/organisations";
import { OrganisationForm } from "../components/OrganisationForm";

/** Organisations whose software may act, and a new one. */
export function OrganisationsPage() {
  const pages = usePages("organisations", listOrganisations);
  const navigate = useNavigate();
  return (
    <Page title={text.title} lead={text.lead}>
      <Section id="organisations" title={text.list}>
        {pages.state === "loading" && <Skeleton lines={3} />}
        {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
        {pages.state === "ready" && pages.items.length === 0 && <Empty icon="users" title={text.none} what={text.noneWhat} />}
        {pages.items.length > 0 && (
          <Table caption={text.table} head={<tr><th scope="col">{text.name}</th><th scope="col">{text.number}</th><th scope="col">{text.kind}</th><th scope="col">{text.state}</th></tr>}>
            {pages.items.map((item) => (
              <tr key={item.id}>
                <th scope="row"><Link to={`/ops/organisations/${item.id}`}>{item.name}</Link></th>
                <td>{text.schemes[item.scheme]} {item.number}</td>
                <td>{text.kinds[item.kind]}</td>
                <td>{item.suspended_at === null ? text.active : text.suspended}</td>
              </tr>
            ))}
          </Table>
        )}
        <Pager {...pages} />
      </Section>
      <Section id="new-organisation" title={text.new.title}>
        <OrganisationForm onRegistered={(written) => void navigate(`/ops/organisations/${written.id}`)} />
      </Section>
    </Page>
  );
}
