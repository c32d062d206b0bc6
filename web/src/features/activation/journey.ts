import { createContext, useContext } from "react";
import type { Channel, Identification, Opposition } from "./api/activation";

/** What the journey knows so far: in memory only, gone when the tab is closed or the page reloaded. */
export interface Journey {
  identification: Identification | null;
  email: string;
  mobile: string;
  channel: Channel | null;
  opposition: Opposition | null;
}

export const NEW_JOURNEY: Journey = { identification: null, email: "", mobile: "", channel: null, opposition: null };

interface JourneyInHand {
  journey: Journey;
  change: (part: Partial<Journey>) => void;
}

export const JourneyContext = createContext<JourneyInHand | null>(null);

export function useJourney(): JourneyInHand {
  const journey = useContext(JourneyContext);
  if (journey === null) throw new Error("useJourney outside ActivationJourney");
  return journey;
}

/** The person identified; pages after the identification are shown only when there is one. */
export function useIdentification(): Identification {
  const { identification } = useJourney().journey;
  if (identification === null) throw new Error("no identification yet");
  return identification;
}
