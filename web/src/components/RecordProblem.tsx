import { useEffect, useState } from "react";
import type { Problem } from "../api/problem";
import { documents as text } from "../i18n/documents";
import { Button } from "./Button";
import { Notice } from "./Notice";
import { ProblemNotice } from "./ProblemNotice";
import { Skeleton } from "./States";

const RETRY_SECONDS = 3;

interface RecordProblemProps {
  problem: Problem;
  onRetry: () => void;
  /** Grows with each try; kept by the page, since this notice comes and goes with them. */
  tries: number;
}

/** Why a professional sees nothing for now: rights not confirmed, retried by itself; anything else as usual. */
export function RecordProblem({ problem, onRetry, tries }: RecordProblemProps) {
  if (problem.code.endsWith(".rights-unknown")) return <RightsUnknown key={tries} tries={tries} wait={problem.retryAfterSeconds ?? RETRY_SECONDS} onRetry={onRetry} />;
  return <ProblemNotice problem={problem} onRetry={problem.passing ? onRetry : undefined} />;
}

/** While it is tried again, the reason stays where it was. */
export function RecordWaiting({ lines, tries }: { lines: number; tries: number }) {
  if (tries === 0) return <Skeleton lines={lines} />;
  return (
    <Notice tone="care" icon="shield" title={text.professional.rightsTitle}>
      <p>{text.professional.rightsWhat}</p>
      <p>{text.professional.rightsTrying}</p>
    </Notice>
  );
}

function RightsUnknown({ tries, wait, onRetry }: { tries: number; wait: number; onRetry: () => void }) {
  const [left, setLeft] = useState(wait);
  useEffect(() => {
    if (left <= 0) return onRetry();
    const timer = setTimeout(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [left, onRetry]);
  return (
    <Notice tone="care" icon="shield" title={text.professional.rightsTitle} role={tries === 0 ? "alert" : undefined}>
      <p>{text.professional.rightsWhat}</p>
      <p className="numbers">{text.professional.rightsRetry(Math.max(0, left))}{tries > 0 && ` (${text.professional.rightsTries(tries)})`}</p>
      <Button kind="secondary" icon="refresh" onPress={onRetry}>{text.professional.rightsNow}</Button>
    </Notice>
  );
}
