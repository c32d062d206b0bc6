import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Actions, Stack } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Tag } from "../../../components/Tag";
import { campaign as text } from "../../../i18n/campaign";
import { changeWave, resend, type Wave } from "../api/waves";
import { ChangeWave } from "./ChangeWave";
import { DayTable } from "./DayTable";
import { SmallMultiples } from "./SmallMultiples";
import styles from "./WaveCard.module.css";

const LOOKS = { planned: ["plain", "clock"], running: ["info", "refresh"], paused: ["care", "alert"], over: ["good", "check"] } as const;

/** One wave: when, how many, what came of it, and what an operator can do about it. */
export function WaveCard({ wave, onChanged }: { wave: Wave; onChanged: (wave: Wave) => void }) {
  const [tone, icon] = LOOKS[wave.state];
  const scheme = wave.scheme === "msa" || wave.scheme === "regime-general" ? text.schemes[wave.scheme] : text.plan.everyone;
  return (
    <article aria-labelledby={`wave-${wave.id}`}>
      <Card>
        <Stack>
          <div className={styles.head}>
            <h3 id={`wave-${wave.id}`}>{wave.name}</h3>
            <Tag tone={tone} icon={icon}>{text.states[wave.state]}</Tag>
          </div>
          <p className={styles.facts}>{text.dates(wave.starts_on, wave.ends_on)} · {text.volume(wave.daily_volume)} · {wave.import === null ? scheme : text.ofImport}{wave.sender === "ministere" && ` · ${text.senders.ministere}`}</p>
          {wave.days.length === 0 ? <p>{text.nothingYet}</p> : <><SmallMultiples wave={wave} /><DayTable wave={wave} /></>}
          {wave.resending && <Notice icon="mail">{text.resending}</Notice>}
          <WaveActions wave={wave} onChanged={onChanged} />
        </Stack>
      </Card>
    </article>
  );
}

function WaveActions({ wave, onChanged }: { wave: Wave; onChanged: (wave: Wave) => void }) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [isChanging, setChanging] = useState(false);
  const act = async (ask: () => Promise<Wave>, done: string) => {
    setPending(true);
    setProblem(undefined);
    try {
      onChanged(await ask());
      sayDone(done);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <Actions>
        {wave.state === "running" && <Button kind="secondary" isPending={isPending} onPress={() => void act(() => changeWave(wave, { paused: true }), text.paused)}>{text.pause(wave.name)}</Button>}
        {wave.state === "paused" && <Button kind="secondary" isPending={isPending} onPress={() => void act(() => changeWave(wave, { paused: false }), text.resumed)}>{text.resume(wave.name)}</Button>}
        {wave.state !== "over" && <Button kind="quiet" icon="settings" onPress={() => setChanging(true)}>{text.change.open(wave.name)}</Button>}
        {wave.totals.failed > 0 && !wave.resending && <Button kind="secondary" icon="mail" isPending={isPending} onPress={() => void act(() => resend(wave), text.resendDone)}>{text.resend(wave.name)}</Button>}
      </Actions>
      {isChanging && <ChangeWave wave={wave} onChanged={onChanged} onClose={() => setChanging(false)} />}
    </>
  );
}
