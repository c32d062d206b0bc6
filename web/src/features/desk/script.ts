import { type DateParts, isoDate, NO_DATE } from "../../components/DateField";
import type { FieldErrors } from "../../components/ErrorSummary";
import { isCode, isNir, isSerial, withoutSpaces } from "../../components/rules";
import { desk } from "../../i18n/desk";
import type { Answers } from "./api/desk";

const { wrong } = desk.script;

/** What the agent has noted of a call or of a letter so far. */
export interface Notes {
  way: Answers["channel"];
  familyName: string;
  givenName: string;
  birth: DateParts;
  sex: Answers["sex"] | null;
  matriculeEnd: string;
  serial: string;
  code: string;
  matricule: string;
  reference: string;
}

export const BLANK: Notes = { way: "phone", familyName: "", givenName: "", birth: NO_DATE, sex: null, matriculeEnd: "", serial: "", code: "", matricule: "", reference: "" };

/** The server's names of the fields, in the agent's form. */
export const FIELD_OF: Record<string, string> = { family_name: "familyName", given_name: "givenName", birth_date: "birth", matricule_end: "matriculeEnd", vitale_serial: "serial", provisional_code: "code" };

export function faults(notes: Notes): FieldErrors {
  const traits = {
    ...(notes.familyName.trim() === "" && { familyName: wrong.familyName }),
    ...(notes.givenName.trim() === "" && { givenName: wrong.givenName }),
    ...(isoDate(notes.birth) === null && { birth: wrong.birth }),
    ...(notes.sex === null && { sex: wrong.sex }),
  };
  return { ...traits, ...(notes.way === "letter" ? letterFaults(notes) : phoneFaults(notes)) };
}

function letterFaults({ matricule, reference }: Notes): FieldErrors {
  return {
    ...(!isNir(matricule) && { matricule: wrong.matricule }),
    ...(!/^[0-9A-Za-z /._-]{3,60}$/.test(reference.trim()) && { reference: wrong.reference }),
  };
}

/** Two of three are enough; what is noted must have its form. */
function phoneFaults({ matriculeEnd, serial, code }: Notes): FieldErrors {
  const noted = [matriculeEnd, serial, code].filter((text) => text.trim() !== "").length;
  return {
    ...(matriculeEnd.trim() !== "" && !/^\d{5}$/.test(withoutSpaces(matriculeEnd)) && { matriculeEnd: wrong.matriculeEnd }),
    ...(serial.trim() !== "" && !isSerial(serial) && { serial: wrong.serial }),
    ...(code.trim() !== "" && !isCode(code) && { code: wrong.code }),
    ...(noted < 2 && { matriculeEnd: wrong.proofs }),
  };
}

export function answersOf(notes: Notes): Answers {
  const traits = { channel: notes.way, family_name: notes.familyName.trim(), given_name: notes.givenName.trim(), birth_date: isoDate(notes.birth) ?? "", sex: notes.sex ?? "F" };
  if (notes.way === "letter") return { ...traits, matricule: withoutSpaces(notes.matricule), reference: notes.reference.trim() };
  return {
    ...traits,
    ...(notes.matriculeEnd.trim() !== "" && { matricule_end: withoutSpaces(notes.matriculeEnd) }),
    ...(notes.serial.trim() !== "" && { vitale_serial: withoutSpaces(notes.serial) }),
    ...(notes.code.trim() !== "" && { provisional_code: notes.code.trim() }),
  };
}
