/**
 * Whose record the page is about, as its address says: a child's pages live below /profils/<record>, so that a reload, a
 * bookmark or a link opened beside keep the profile. Changing profile loads the page anew: nothing of one record stays
 * in memory while another is on the screen.
 */

import { createContext, useContext } from "react";

const PREFIX = /^\/profils\/(rec_[0-9A-Za-z]{22})(?=\/|$)/;

export function profileOf(path: string): string | null {
  return PREFIX.exec(path)?.[1] ?? null;
}

/** The address of a page of a profile; null is one's own. */
export function addressOf(record: string | null, page: string): string {
  return record === null ? page : `/profils/${record}${page}`;
}

/** The child whose pages these are, null on one's own. */
export const profileInAddress = typeof window === "undefined" ? null : profileOf(window.location.pathname);

/** What every link of the application is under. */
export const basename = addressOf(profileInAddress, "/");

export function openProfile(record: string | null, page = "/accueil"): void {
  window.location.assign(addressOf(record, page));
}

export interface Profile {
  record: string;
  /** « Lola M. » */
  name: string;
  isChild: boolean;
  /** Asks again which profiles there are, after one was added or an invitation answered. */
  refresh: () => void;
}

export const ProfileInHand = createContext<Profile | null>(null);

/** The profile on the screen; only within the patient's space. */
export function useProfile(): Profile {
  const profile = useContext(ProfileInHand);
  if (profile === null) throw new Error("useProfile outside the patient's space");
  return profile;
}
