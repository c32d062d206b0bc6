import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Stack } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { federation as text } from "../../../i18n/federation";
import { startFederatedLogin } from "../api/federation";

/** « Se connecter avec Pro Santé Connect »: the browser leaves for the provider and comes back to the return page. */
export function FederatedWay() {
  const [problem, setProblem] = useState<Problem>();
  const [isPending, setPending] = useState(false);
  const leave = () => {
    setProblem(undefined);
    setPending(true);
    startFederatedLogin().then(
      (url) => window.location.assign(url),
      (thrown: unknown) => {
        setPending(false);
        setProblem(asProblem(thrown));
      },
    );
  };
  return (
    <Card>
      <Stack>
        <p>{text.what}</p>
        {problem && <ProblemNotice problem={problem} />}
        <Button wide isPending={isPending} onPress={leave}>{text.button}</Button>
      </Stack>
    </Card>
  );
}
