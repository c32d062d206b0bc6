import { campaign as text } from "../../../i18n/campaign";
import { number } from "../../../i18n/format";
import { type Day, type Figure, FIGURES, type Wave } from "../api/waves";
import { everyDay } from "../days";
import styles from "./SmallMultiples.module.css";

/** One small chart for each figure, over the same days: shapes are compared at a glance, numbers stand beside them. */
export function SmallMultiples({ wave }: { wave: Wave }) {
  const days = everyDay(wave.days);
  return (
    <div className={styles.charts}>
      {FIGURES.map((figure) => <Chart key={figure} figure={figure} days={days} total={wave.totals[figure]} />)}
    </div>
  );
}

function Chart({ figure, days, total }: { figure: Figure; days: readonly Day[]; total: number }) {
  const name = text.figures[figure];
  const most = Math.max(0, ...days.map((day) => day[figure]));
  return (
    <figure className={styles.chart}>
      <figcaption><span>{name}</span><strong className="numbers">{number(total)}</strong></figcaption>
      <svg role="img" aria-label={text.chart(name, total, most)} viewBox={`0 0 ${Math.max(days.length, 14)} 10`} preserveAspectRatio="none">
        {days.map((day, place) => {
          const height = most > 0 ? (Math.max(0, day[figure]) / most) * 10 : 0;
          return <rect key={day.day} x={place + 0.1} y={10 - height} width={0.8} height={height} />;
        })}
      </svg>
      <p className={styles.scale}>{text.most(most)}</p>
    </figure>
  );
}
