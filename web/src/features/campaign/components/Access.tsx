import type { Campaign } from "../api/waves";
import { campaign } from "../../../i18n/campaign";
import { time } from "../../../i18n/format";

const text = campaign.access;

/** OPS-12: how many people have a space, and the share of oppositions. */
export function Access({ access }: { access: NonNullable<Campaign["access"]> }) {
  const { people, activated, opposed, counted_at: at } = access;
  return (
    <>
      <p><strong>{text.people(people)}</strong></p>
      {people > 0 && <p>{text.activated(activated, people)}</p>}
      {people + opposed > 0 && <p>{text.opposed(opposed, people + opposed)}</p>}
      <p>{text.at(at, time(at))}</p>
    </>
  );
}
