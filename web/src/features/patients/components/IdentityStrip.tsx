import { Link } from "react-router";
import type { ReactNode } from "react";
import { Icon } from "../../../components/Icon";
import { numericDate } from "../../../i18n/format";
import { patients } from "../../../i18n/patients";
import { ageOn } from "../age";
import type { Patient } from "../api/patients";
import styles from "./IdentityStrip.module.css";

const text = patients.identity;

/** Who this is and why one is here: on every page of the record, always. */
export function IdentityStrip({ patient, ground }: { patient: Patient; ground: ReactNode }) {
  const day = numericDate(patient.birth_date);
  return (
    <section className={styles.strip} aria-label={text.region}>
      <div className={styles.inside}>
        <span className={styles.badge}><Icon name="user" /></span>
        <div className={styles.who}>
          <p className={styles.name}>{patient.family_name.toUpperCase()} {patient.given_names.join(" ")}</p>
          <p className={styles.traits}>
            <span>{patient.sex === "F" ? text.female : text.male}, {patient.sex === "F" ? text.bornF(day) : text.bornM(day)} ({text.age(ageOn(patient.birth_date, new Date()))})</span>
            <span className="numbers">{text.matricule} : {patient.matricule_masked}</span>
          </p>
        </div>
        <p className={styles.ground}><span>{patients.ground.label}</span> {ground}</p>
        <Link className={styles.change} to="/pro/recherche">{text.change}</Link>
      </div>
    </section>
  );
}
