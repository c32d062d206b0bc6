import { useResource } from "../../../api/useResource";
import { Cards, LinkCard } from "../../../components/Card";
import { Section } from "../../../components/Page";
import { former as text } from "../../../i18n/exports";
import { shortDate } from "../../../i18n/format";
import { listFormerSpaces } from "../api/former";

/** Spaces put back from an export; nothing where there is none, as for nearly everybody. */
export function FormerSpaces({ record }: { record: string }) {
  const found = useResource(record, (signal) => listFormerSpaces(record, signal));
  if (found.state !== "ready" || found.data.length === 0) return null;
  return (
    <Section id="former" title={text.title}>
      <p>{text.what}</p>
      <Cards>
        {found.data.map((space) => (
          <LinkCard
            key={space.id} level={3} icon="clock" to={`/parametres/mes-donnees/precedent/${space.id}`}
            title={text.until(shortDate(space.left_at))} what={text.holds(space.relations.length, space.acts, shortDate(space.brought_at))}
          />
        ))}
      </Cards>
    </Section>
  );
}
