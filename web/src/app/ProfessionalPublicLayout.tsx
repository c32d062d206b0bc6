import { Outlet } from "react-router";
import { shell } from "../i18n/shell";
import { Shell } from "./Shell";

export function ProfessionalPublicLayout() {
  return <Shell space="professional" home="/" suffix={shell.professional}><Outlet /></Shell>;
}
