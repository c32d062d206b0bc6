import { isRouteErrorResponse, useRouteError } from "react-router";
import { ButtonInside, buttonClasses } from "../components/ButtonLook";
import { Page } from "../components/Page";
import { words } from "../i18n/words";
import { NotFound } from "./NotFound";

/** After an update, an open tab asks for parts that are no longer there. */
function isStaleVersion(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script|Importing a module/i.test(error.message);
}

/** Shown instead of a page that failed; says nothing of the fault itself. */
export function Broken() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  const stale = isStaleVersion(error);
  const reload = { icon: "refresh", children: words.reloadPage } as const;
  return (
    <main>
      <Page width="form" title={stale ? words.newVersion : words.broken} lead={stale ? words.newVersionWhat : words.brokenWhat}>
        <button type="button" className={buttonClasses(reload)} onClick={() => window.location.reload()}><ButtonInside {...reload} /></button>
      </Page>
    </main>
  );
}
