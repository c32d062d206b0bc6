import { LoginPage } from "../features/login/pages/LoginPage";

export function PatientLoginPage() {
  return <LoginPage space="patient" />;
}

export function ProfessionalLoginPage() {
  return <LoginPage space="professional" />;
}

export function OperatorLoginPage() {
  return <LoginPage space="operator" />;
}
