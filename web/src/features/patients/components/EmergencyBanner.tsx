import { useEffect, useEffectEvent, useState } from "react";
import { Icon } from "../../../components/Icon";
import { emergency } from "../../../i18n/emergency";
import { time } from "../../../i18n/format";
import styles from "./EmergencyBanner.module.css";

const text = emergency.banner;
const LOOK_MS = 1000;

/** Stays on every page of the record as long as the emergency does, and says when it is over. */
export function EmergencyBanner({ until, onOver }: { until: string; onOver: () => void }) {
  const end = Date.parse(until);
  const [left, setLeft] = useState(() => minutesTo(end));
  const over = useEffectEvent(onOver);
  useEffect(() => {
    const timer = setInterval(() => {
      setLeft(minutesTo(end));
      if (Date.now() >= end) over();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [end]);
  return (
    <section className={styles.banner} aria-label={text.title}>
      <Icon name="alert" />
      <p><strong>{text.title}</strong> · {text.left(left)}, {text.until(time(until))}. {text.told}</p>
    </section>
  );
}

function minutesTo(end: number): number {
  return Math.max(0, Math.ceil((end - Date.now()) / 60_000));
}
