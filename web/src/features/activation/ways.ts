import { recovery } from "../../i18n/account";
import { labels } from "../../i18n/words";

/** Which journey the code and the identification serve: opening a space, or finding the way back into it. */
export interface Way {
  start: { to: string; label: string };
  code: string;
  identification: string;
  next: string;
}

export const ACTIVATION: Way = {
  start: { to: "/activation", label: labels.activate },
  code: "/activation/code",
  identification: "/activation/identification",
  next: "/activation/choix",
};

export const RECOVERY: Way = {
  start: { to: "/acces-oublies", label: recovery.back },
  code: "/acces-oublies/code",
  identification: "/acces-oublies/identification",
  next: "/acces-oublies/nouveaux-acces",
};
