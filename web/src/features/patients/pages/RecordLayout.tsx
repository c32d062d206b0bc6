import { useCallback, useState } from "react";
import { Navigate, Outlet, useNavigate, useParams } from "react-router";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Notice } from "../../../components/Notice";
import { PageTitle, Stack } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { emergency } from "../../../i18n/emergency";
import { shortDate, time } from "../../../i18n/format";
import { patients } from "../../../i18n/patients";
import { type Access, type Patient, showMyAccess } from "../api/patients";
import { AskEmergency } from "../components/AskEmergency";
import { DeclareCare } from "../components/DeclareCare";
import { EmergencyBanner } from "../components/EmergencyBanner";
import { IdentityStrip } from "../components/IdentityStrip";
import { RecordTabs } from "../components/RecordTabs";
import { type RecordInHand, usePatientsFound } from "../PatientsInHand";
import { useRefusal } from "../useRefusal";
import styles from "./RecordLayout.module.css";

/** A record: who, on what ground, and then its pages. Without the identity in hand one goes back to the search. */
export function RecordLayout() {
  const { record = "" } = useParams();
  const patient = usePatientsFound().found.get(record);
  if (patient === undefined) return <Navigate to="/pro/recherche" replace state={{ resume: true }} />;
  return <OpenRecord key={record} patient={patient} />;
}

function OpenRecord({ patient }: { patient: Patient }) {
  const { record } = patient;
  const { refusal, onRefused } = useRefusal(record);
  const access = useResource<Access | null>(record, (signal) => showMyAccess(record, signal));
  const [over, setOver] = useState(false);
  const onOver = useCallback(() => setOver(true), []);
  const inHand = over ? null : (access.data ?? null);
  const open = (opened: Access) => {
    setOver(false);
    access.replace(opened);
  };
  const name = `${patient.given_names[0] ?? ""} ${patient.family_name}`;
  return (
    <div>
      <IdentityStrip patient={patient} ground={refusal === "no" ? groundOf(inHand, access.state) : GROUND_REFUSED[refusal]} />
      {access.data?.until && !over && <EmergencyBanner until={access.data.until} onOver={onOver} />}
      <div className={styles.body}>
        <PageTitle hidden>{patients.record(name)}</PageTitle>
        {refusal === "yes" && <Refused />}
        {refusal === "doubted" && <Skeleton lines={4} />}
        {refusal === "no" && (
          <Stack>
            {access.state === "loading" && <Skeleton lines={4} />}
            {access.state === "failed" && <ProblemNotice problem={access.problem} onRetry={access.problem.passing ? access.reload : undefined} />}
            {over && <Notice tone="care" icon="clock" role="alert" title={emergency.banner.over}>{emergency.banner.overWhat}</Notice>}
            {access.state === "ready" && inHand === null && (
              <>
                <DeclareCare record={record} onDeclared={open} onRefused={onRefused} />
                <AskEmergency record={record} onOpened={open} />
              </>
            )}
            {access.state === "ready" && inHand !== null && (
              <>
                <RecordTabs record={record} />
                <Outlet context={{ record, onRefused, readOnly: inHand.ground !== "care", administrator: inHand.administrator } satisfies RecordInHand} />
              </>
            )}
          </Stack>
        )}
      </div>
    </div>
  );
}

const GROUND_REFUSED = { doubted: patients.ground.checking, yes: patients.ground.refused };

function groundOf(access: Access | null | undefined, state: string): string {
  if (access && access.ground !== "care") return emergency.grounds[access.ground];
  if (access) return `${patients.ground.care}, ${patients.ground.since(shortDate(access.since), time(access.since))}`;
  return state === "loading" ? patients.ground.checking : patients.ground.none;
}

/** After a block nothing of the record stays on the screen, and nothing says what there was. */
function Refused() {
  const navigate = useNavigate();
  return (
    <Notice tone="bad" icon="block" role="alert" title={patients.refused.title}>
      <p>{patients.refused.what}</p>
      <Button kind="secondary" onPress={() => void navigate("/pro/recherche")}>{patients.refused.back}</Button>
    </Notice>
  );
}
