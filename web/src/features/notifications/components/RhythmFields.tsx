import { Choice } from "../../../components/Choice";
import { Select } from "../../../components/Select";
import { notifications as text } from "../../../i18n/notifications";
import type { Rhythm } from "../api/preferences";

const WINDOWS = [15, 60, 240, 720];
export const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: text.at(hour) }));

interface RhythmFieldsProps {
  name: string;
  label: string;
  hint?: string;
  paces: readonly Rhythm["pace"][];
  words: { window: string; hour: string };
  rhythm: Rhythm;
  onChange: (rhythm: Rhythm) => void;
}

/** How soon on one channel, with the window or the hour that the choice asks for. */
export function RhythmFields({ name, label, hint, paces, words, rhythm, onChange }: RhythmFieldsProps) {
  // A window that was set elsewhere stays on offer.
  const windows = [...new Set([...WINDOWS, rhythm.window_minutes])].sort((a, b) => a - b);
  return (
    <>
      <Choice name={name} label={label} hint={hint} value={rhythm.pace} onChange={(pace) => onChange({ ...rhythm, pace })} options={paces.map((value) => ({ value, ...text.paces[value] }))} />
      {rhythm.pace === "grouped" && (
        <Select
          name={`${name}-window`} label={words.window} value={String(rhythm.window_minutes)} onChange={(minutes) => onChange({ ...rhythm, window_minutes: Number(minutes) })}
          options={windows.map((minutes) => ({ value: String(minutes), label: text.minutes(minutes) }))}
        />
      )}
      {rhythm.pace === "daily" && <Select name={`${name}-hour`} label={words.hour} value={String(rhythm.hour)} onChange={(hour) => onChange({ ...rhythm, hour: Number(hour) })} options={HOURS} />}
    </>
  );
}
