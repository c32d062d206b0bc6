import { useResource } from "../api/useResource";
import { FederatedWay } from "../features/federation/components/FederatedWay";
import { loadLoginWays } from "../features/federation/api/federation";
import { ReturnDesk } from "../features/closure/components/ReturnDesk";
import { LoginPage } from "../features/login/pages/LoginPage";
import { federation } from "../i18n/federation";

/** Where the login (feature login) and the way back to a closed profile (feature closure) meet. */

export function PatientLoginPage() {
  return <LoginPage space="patient" returnScreen={(profile, onSession, onLeave) => <ReturnDesk profile={profile} onSession={onSession} onLeave={onLeave} />} />;
}

/** Pro Santé Connect first, where this installation has it; password and code where it allows them. */
export function ProfessionalLoginPage() {
  const { data, state } = useResource("login-ways", loadLoginWays);
  const federated = data?.federated ?? false;
  return (
    <LoginPage
      space="professional" withoutPassword={state === "loading" || data?.professional_password === false}
      otherWay={federated ? { way: <FederatedWay />, or: federation.or } : undefined}
    />
  );
}

export function OperatorLoginPage() {
  return <LoginPage space="operator" />;
}
