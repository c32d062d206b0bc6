import { ButtonAnchor } from "../components/ButtonAnchor";
import { Actions, Page } from "../components/Page";
import { words } from "../i18n/words";

export function NotFound() {
  return (
    <Page width="form" title={words.pageNotFound} lead={words.pageNotFoundWhat}>
      <Actions><ButtonAnchor to="/" icon="home">{words.toHome}</ButtonAnchor></Actions>
    </Page>
  );
}
