import { useResource } from "../api/useResource";
import { FederatedWay } from "../features/federation/components/FederatedWay";
import { loadLoginWays } from "../features/federation/api/federation";
import { LoginPage } from "../features/login/pages/LoginPage";
import { federation } from "../i18n/federation";

export function PatientLoginPage() {
  return <LoginPage space="patient" />;
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
