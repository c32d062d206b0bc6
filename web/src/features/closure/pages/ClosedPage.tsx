import { useEffect } from "react";
import { useLocation } from "react-router";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Notice } from "../../../components/Notice";
import { Actions, Page } from "../../../components/Page";
import { closure as text } from "../../../i18n/closure";
import { forgetSession } from "../../../session/renewal";

/** Where a closed profile leaves its holder: outside, knowing how to come back. */
export function ClosedPage() {
  const { state } = useLocation() as { state: { spreading?: boolean } | null };
  useEffect(forgetSession, []);
  return (
    <Page width="form" title={text.close.done}>
      <Notice tone="good" role="status">{state?.spreading ? text.close.spreadingWhat : text.close.doneWhat}</Notice>
      <p>{text.close.keep}</p>
      <Actions>
        <ButtonAnchor to="/connexion">{text.login}</ButtonAnchor>
        <ButtonAnchor to="/" kind="secondary">{text.home}</ButtonAnchor>
      </Actions>
    </Page>
  );
}
