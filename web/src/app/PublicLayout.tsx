import { Outlet, useLocation } from "react-router";
import { ButtonAnchor } from "../components/ButtonAnchor";
import { labels } from "../i18n/words";
import { Shell } from "./Shell";

/** Pages for everybody; the way in is always top right. */
export function PublicLayout() {
  const { pathname } = useLocation();
  return (
    <Shell space="public" home="/" aside={pathname !== "/connexion" && <ButtonAnchor to="/connexion" kind="secondary" icon="user">{labels.login}</ButtonAnchor>}>
      <Outlet />
    </Shell>
  );
}
