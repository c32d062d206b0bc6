import { useState } from "react";
import { BackLink } from "../../../components/BackLink";
import { Section } from "../../../components/Page";
import { administration as text } from "../../../i18n/confidentiality";
import { documents } from "../../../i18n/documents";
import type { BlockAnswer, Relation } from "../api/relations";
import { type Decision, DecisionDialog, type Intention } from "../components/DecisionDialog";
import { ProfessionalList } from "../components/ProfessionalList";
import { useProfessionals } from "../useProfessionals";

/** What the administrator may do about another: block them, and nothing else; about themselves, nothing (ADM-06, ADM-10). */
function actsOf(relation: Relation): Decision[] {
  return relation.administrator ? [] : ["block"];
}

/** The administrator's page within a record. */
export function AdministratorPage({ record }: { record: string }) {
  const authorized = useProfessionals(record, "authorized");
  const blocked = useProfessionals(record, "blocked");
  const [intention, setIntention] = useState<Intention | null>(null);
  const [answers, setAnswers] = useState<ReadonlyMap<string, BlockAnswer["state"]>>(new Map());
  const done = ({ relation: before }: Intention, { state, relation }: BlockAnswer) => {
    const { id } = before.professional;
    authorized.pages.change((items) => items.filter((item) => item.professional.id !== id));
    blocked.pages.change((items) => [relation, ...items]);
    setAnswers((known) => new Map(known).set(id, state));
    setIntention(null);
  };
  return (
    <>
      <BackLink to={`/pro/dossiers/${record}`}>{documents.professional.title}</BackLink>
      <p>{text.lead}</p>
      <Section id="authorized" title={text.authorized}>
        <ProfessionalList
          professionals={authorized} answers={answers} label={text.authorized} empty={text.authorizedEmpty} emptyWhat={text.emptyWhat} began={text.began}
          state="authorized" actsOf={actsOf} onAct={(relation, act) => setIntention({ act, relation })}
        />
      </Section>
      <Section id="blocked" title={text.blocked}>
        <ProfessionalList
          professionals={blocked} answers={answers} label={text.blocked} empty={text.blockedEmpty} emptyWhat={text.blockedEmptyWhat} began={text.began}
          state="blocked" actsOf={() => []} onAct={() => undefined}
        />
      </Section>
      {intention && <DecisionDialog record={record} intention={intention} byAdministrator onDone={done} onCancel={() => setIntention(null)} />}
    </>
  );
}
