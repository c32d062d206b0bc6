import { useState } from "react";
import { useLocation } from "react-router";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Card } from "../../../components/Card";
import { Choice } from "../../../components/Choice";
import { Notice } from "../../../components/Notice";
import { Page, Section } from "../../../components/Page";
import { numericDate } from "../../../i18n/format";
import { patients } from "../../../i18n/patients";
import type { Patient } from "../api/patients";
import { MatriculeForm, TraitsForm } from "../components/SearchForms";
import { usePatientsFound } from "../PatientsInHand";
import styles from "./SearchPage.module.css";

const text = patients.search;
type Way = "matricule" | "traits";
type Outcome = { patient: Patient | null } | null;

/** One search, by exact traits, never by browsing. */
export function SearchPage() {
  const [way, setWay] = useState<Way>("matricule");
  const [outcome, setOutcome] = useState<Outcome>(null);
  const { keep } = usePatientsFound();
  const { state } = useLocation() as { state: { resume?: boolean } | null };
  const found = (patient: Patient | null) => {
    if (patient) keep(patient);
    setOutcome({ patient });
  };
  const choose = (chosen: Way) => {
    setWay(chosen);
    setOutcome(null);
  };
  return (
    <Page title={text.title} lead={text.lead}>
      {state?.resume && outcome === null && <Notice title={text.resume}>{text.resumeWhat}</Notice>}
      <div className={styles.columns}>
        <Card>
          <Choice
            name="way" label={text.by} value={way} onChange={choose}
            options={[{ value: "matricule", label: text.byMatricule, what: text.byMatriculeWhat }, { value: "traits", label: text.byTraits, what: text.byTraitsWhat }]}
          />
          {way === "matricule" ? <MatriculeForm onFound={found} onSearch={() => setOutcome(null)} /> : <TraitsForm onFound={found} onSearch={() => setOutcome(null)} />}
        </Card>
        <div role="status" className={styles.outcome}>{outcome && <Result patient={outcome.patient} />}</div>
      </div>
    </Page>
  );
}

function Result({ patient }: { patient: Patient | null }) {
  if (patient === null) return <Notice tone="care" icon="search" title={text.none}>{text.noneWhat}</Notice>;
  const day = numericDate(patient.birth_date);
  return (
    <Section id="found" title={text.found}>
      <Card>
        <div>
          <p className={styles.name}>{patient.family_name.toUpperCase()} {patient.given_names.join(" ")}</p>
          <p>{patients.identity.bornOn[patient.sex](day)}</p>
          <p className="numbers">{patients.identity.matricule} : {patient.matricule_masked}</p>
        </div>
        <div><ButtonAnchor to={`/pro/dossiers/${patient.record}`} iconAfter="right">{text.open}</ButtonAnchor></div>
      </Card>
    </Section>
  );
}
