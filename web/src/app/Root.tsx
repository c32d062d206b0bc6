import { I18nProvider } from "react-aria-components";
import { Outlet, ScrollRestoration } from "react-router";
import { OfflineBanner } from "./OfflineBanner";

export function Root() {
  return (
    <I18nProvider locale="fr-FR">
      <OfflineBanner />
      <Outlet />
      <ScrollRestoration />
    </I18nProvider>
  );
}
