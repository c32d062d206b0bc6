import type { IconName } from "../../components/Icon";
import type { Entry, Profile, Section, SectionCode } from "./api/profile";

type Need = "required" | "optional";

/** What an entry of the section may say beside its label and its note; the server has the last word. */
interface Fields {
  icon: IconName;
  detail?: Need;
  started?: Need;
  ended?: Need;
}

export const fields: Readonly<Record<SectionCode, Fields>> = {
  conditions: { icon: "pulse", started: "optional", ended: "optional" },
  treatments: { icon: "pill", detail: "optional", started: "optional", ended: "optional" },
  allergies: { icon: "leaf", detail: "optional", started: "optional" },
  vaccinations: { icon: "syringe", started: "required", detail: "optional" },
  hospitalisations: { icon: "bed", detail: "optional", started: "optional", ended: "optional" },
  "family-history": { icon: "users", detail: "required" },
  practitioners: { icon: "user", detail: "required" },
};

export const CODES = Object.keys(fields) as SectionCode[];

export function isAnswered(section: Section): boolean {
  return section.nothing_to_declare || section.entries.length > 0;
}

/** The profile with another state of one section. */
export function withSection(profile: Profile, changed: Section): Profile {
  return { ...profile, sections: profile.sections.map((section) => (section.code === changed.code ? changed : section)) };
}

/** The section with an entry added, or in the place of the one of the same id. */
export function withEntry(section: Section, entry: Entry): Section {
  const known = section.entries.some(({ id }) => id === entry.id);
  const entries = known ? section.entries.map((held) => (held.id === entry.id ? entry : held)) : [entry, ...section.entries];
  return { ...section, nothing_to_declare: false, entries };
}

export function withoutEntry(section: Section, { id }: Entry): Section {
  return { ...section, entries: section.entries.filter((held) => held.id !== id) };
}
