import { useMemo, useState } from "react";
import { Navigate, Outlet } from "react-router";
import { type Journey, JourneyContext, NEW_JOURNEY, useJourney } from "../journey";

/** Holds what the person has said so far while they go from screen to screen and back. */
export function ActivationJourney() {
  const [journey, setJourney] = useState<Journey>(NEW_JOURNEY);
  const inHand = useMemo(() => ({ journey, change: (part: Partial<Journey>) => setJourney((before) => ({ ...before, ...part })) }), [journey]);
  return <JourneyContext value={inHand}><Outlet /></JourneyContext>;
}

/** The screens after the identification: reached directly, they lead back to it. */
export function Identified() {
  const { journey } = useJourney();
  return journey.identification === null ? <Navigate to="/activation/identification" replace /> : <Outlet />;
}
