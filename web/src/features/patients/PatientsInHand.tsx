import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useOutletContext } from "react-router";
import type { Patient } from "./api/patients";

/** The people found in this tab, by record: in memory only, so that no name is ever in an address or kept by the browser. */
interface PatientsFound {
  found: ReadonlyMap<string, Patient>;
  keep: (patient: Patient) => void;
}

const PatientsContext = createContext<PatientsFound | null>(null);

export function PatientsInHand({ children }: { children: ReactNode }) {
  const [found, setFound] = useState<ReadonlyMap<string, Patient>>(new Map());
  const value = useMemo(() => ({ found, keep: (patient: Patient) => setFound((before) => new Map(before).set(patient.record, patient)) }), [found]);
  return <PatientsContext value={value}>{children}</PatientsContext>;
}

export function usePatientsFound(): PatientsFound {
  const value = useContext(PatientsContext);
  if (value === null) throw new Error("usePatientsFound outside PatientsInHand");
  return value;
}

/** What the pages within a record get from it. */
export interface RecordInHand {
  record: string;
  onRefused: () => void;
  /** An emergency access lets read and nothing else (EMG-06). */
  readOnly: boolean;
  /** The person chose them to help manage their data (ADM-01). */
  administrator: boolean;
}

export function useRecordInHand(): RecordInHand {
  return useOutletContext<RecordInHand>();
}
