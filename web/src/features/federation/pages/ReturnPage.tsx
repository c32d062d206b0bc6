import { useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { asProblem, type Problem } from "../../../api/problem";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Actions, Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Notice } from "../../../components/Notice";
import { federation as text } from "../../../i18n/federation";
import { beginSession } from "../../../session/renewal";
import { finishFederatedLogin, type Session } from "../api/federation";

/** One request for one return, even where the page is drawn twice: the code serves once. */
const returns = new Map<string, Promise<Session>>();

/** Where Pro Santé Connect sends the browser back to, with a code in the address, which is taken out of it at once. */
export function ReturnPage() {
  const [told] = useSearchParams();
  const [back] = useState({ code: told.get("code") ?? "", state: told.get("state") ?? "" });
  const [problem, setProblem] = useState<Problem>();
  const navigate = useNavigate();
  const given = back.code !== "" && back.state !== "";

  useEffect(() => {
    window.history.replaceState(window.history.state, "", window.location.pathname);
    if (!given) return;
    const coming = returns.get(back.state) ?? finishFederatedLogin(back.code, back.state);
    returns.set(back.state, coming);
    coming.then(
      (session) => {
        beginSession(session);
        void navigate("/pro/recherche", { replace: true });
      },
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  }, [back, given, navigate]);

  if (given && problem === undefined) return <Page width="form" title={text.title}><p role="status">{text.waiting}</p></Page>;
  return (
    <Page width="form" title={text.title}>
      {problem ? <ProblemNotice problem={problem} /> : <Notice tone="info" title={text.givenUp} role="alert"><p>{text.givenUpWhat}</p></Notice>}
      <Actions><ButtonAnchor to="/pro/connexion">{text.again}</ButtonAnchor></Actions>
    </Page>
  );
}
