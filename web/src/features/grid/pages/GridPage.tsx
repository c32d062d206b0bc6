import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { Field } from "../../../components/Field";
import { Notice } from "../../../components/Notice";
import { Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Select } from "../../../components/Select";
import { Empty, Skeleton } from "../../../components/States";
import { grid as text } from "../../../i18n/confidentiality";
import { longDate } from "../../../i18n/format";
import { matches } from "../../../i18n/search";
import { labels } from "../../../i18n/words";
import { type Grid, showGrid } from "../api/grid";
import { InWords } from "../components/InWords";
import { Matrix } from "../components/Matrix";
import { OneProfession } from "../components/OneProfession";
import styles from "./GridPage.module.css";

/** GRD-01 to GRD-07 for people: who may see which type of document. */
export function GridPage() {
  const grid = useResource("grid", showGrid);
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/parametres", label: labels.settings }}>
      <Notice icon="shield">{text.yourChoices}</Notice>
      {grid.state === "loading" && <Skeleton lines={6} />}
      {grid.state === "failed" && <ProblemNotice problem={grid.problem} onRetry={grid.reload} />}
      {grid.state === "ready" && <Choices grid={grid.data} />}
    </Page>
  );
}

const WORDS = "words", ALL = "all";

function Choices({ grid }: { grid: Grid }) {
  const [profession, setProfession] = useState(WORDS);
  const [typed, setTyped] = useState("");
  const rows = grid.rows.filter((row) => matches(row.label, typed));
  const column = grid.columns.find(({ id }) => id === profession);
  return (
    <>
      <div className={styles.bar}>
        <Select
          name="profession" label={text.profession} value={profession} onChange={setProfession}
          options={[{ value: WORDS, label: text.inWords }, ...grid.columns.map(({ id, label }) => ({ value: id, label })), { value: ALL, label: text.allProfessions }]}
        />
        <Field name="type-search" label={text.search} hint={text.searchHint} optional type="search" value={typed} onChange={setTyped} autoComplete="off" maxLength={80} />
      </div>
      {rows.length === 0 && <Empty icon="search" title={text.none} what={text.noneWhat} />}
      {rows.length > 0 && profession === WORDS && <InWords columns={grid.columns} rows={rows} />}
      {rows.length > 0 && column && <OneProfession column={column} rows={rows} />}
      {rows.length > 0 && profession === ALL && <Matrix columns={grid.columns} rows={rows} />}
      <p className={styles.source}>{text.source(grid.name, longDate(grid.effective))} {grid.source}</p>
    </>
  );
}
