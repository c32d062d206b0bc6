import { useState } from "react";
import { Cards, LinkCard } from "../../../components/Card";
import { Page, Section } from "../../../components/Page";
import { confidentiality as text, settings } from "../../../i18n/confidentiality";
import { emergency } from "../../../i18n/emergency";
import { labels } from "../../../i18n/words";
import { useOwnRecord } from "../../../session/store";
import type { BlockAnswer, Relation } from "../api/relations";
import { type Decision, DecisionDialog, type Intention } from "../components/DecisionDialog";
import { HideEverything } from "../components/HideEverything";
import { ProfessionalList } from "../components/ProfessionalList";
import { useProfessionals } from "../useProfessionals";

function actsOf(relation: Relation): Decision[] {
  if (relation.administrator) return ["remove", "block"];
  return relation.eligible ? ["appoint", "block"] : ["block"];
}

/** ACC-01 to ACC-10: two lists, and the way from one to the other. */
export function ConfidentialityPage() {
  const record = useOwnRecord();
  const authorizedOnes = useProfessionals(record, "authorized");
  const blockedOnes = useProfessionals(record, "blocked");
  const [authorized, blocked] = [authorizedOnes.pages, blockedOnes.pages];
  const [intention, setIntention] = useState<Intention | null>(null);
  const [answers, setAnswers] = useState<ReadonlyMap<string, BlockAnswer["state"]>>(new Map());

  const done = ({ act, relation: before }: Intention, { state, relation }: BlockAnswer) => {
    const { id } = before.professional;
    if (act === "appoint" || act === "remove") {
      authorized.change((items) => items.map((item) => (item.professional.id === id ? relation : item)));
    } else {
      const [from, to] = act === "block" ? [authorized, blocked] : [blocked, authorized];
      from.change((items) => items.filter((item) => item.professional.id !== id));
      to.change((items) => [relation, ...items.filter((item) => item.professional.id !== id)]);
    }
    setAnswers((known) => new Map(known).set(id, state));
    setIntention(null);
  };
  const nobodyYet = blocked.items.length === 0;
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/parametres", label: labels.settings }}>
      <HideEverything record={record} />
      <Section id="authorized" title={text.authorized.title}>
        <ProfessionalList
          professionals={authorizedOnes} answers={answers} label={text.authorized.title} empty={text.authorized.empty} emptyWhat={nobodyYet ? text.authorized.emptyWhat : text.authorized.emptyAllBlocked}
          state="authorized" actsOf={actsOf} onAct={(relation, act) => setIntention({ act, relation })}
        />
      </Section>
      <Section id="blocked" title={text.blocked.title}>
        <ProfessionalList
          professionals={blockedOnes} answers={answers} label={text.blocked.title} empty={text.blocked.empty} emptyWhat={text.blocked.emptyWhat}
          state="blocked" actsOf={() => ["unblock"]} onAct={(relation, act) => setIntention({ act, relation })}
        />
      </Section>
      <Section id="also" title={text.also}>
        <Cards>
          <LinkCard level={3} to="/parametres/acces-urgence" icon="alert" {...emergency.settings.card} />
          <LinkCard level={3} to="/historique" icon="clock" {...settings.cards.history} />
          <LinkCard level={3} to="/parametres/qui-peut-voir-quoi" icon="grid" {...settings.cards.grid} />
        </Cards>
      </Section>
      {intention && <DecisionDialog record={record} intention={intention} onDone={done} onCancel={() => setIntention(null)} />}
    </Page>
  );
}
