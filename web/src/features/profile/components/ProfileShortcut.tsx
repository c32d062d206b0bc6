import { useResource } from "../../../api/useResource";
import { LinkCard } from "../../../components/Card";
import { profile as text } from "../../../i18n/profile";
import { showProfile } from "../api/profile";

/** NAV-06: the way to the profile from the home page, saying how far it is. Without news of it, the way is there all the same. */
export function ProfileShortcut({ record }: { record: string }) {
  const { data } = useResource(record, (signal) => showProfile(record, signal));
  return <LinkCard to="/profil-medical" icon="heart" title={text.shortcut.title} what={wordsFor(data?.completion)} />;
}

function wordsFor(completion: { answered: number; total: number } | null | undefined): string {
  if (!completion || completion.answered === 0) return text.shortcut.none;
  const { answered, total } = completion;
  return answered === total ? text.shortcut.done : text.shortcut.some(answered, total);
}
