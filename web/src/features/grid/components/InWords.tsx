import { Card, Cards } from "../../../components/Card";
import { gridWords as text } from "../../../i18n/gridWords";
import type { Grid } from "../api/grid";
import { sharesOf } from "../inWords";

/** GRD-03 for people: each profession in a few sentences. */
export function InWords({ columns, rows }: Pick<Grid, "columns" | "rows">) {
  return (
    <Cards>
      {columns.map((column) => {
        const { all, some, none } = sharesOf(column.id, rows);
        return (
          <Card key={column.id}>
            <h2>{text.heading(column)}</h2>
            {text.sentences(column, all, some, none).map((sentence) => <p key={sentence}>{sentence}</p>)}
          </Card>
        );
      })}
    </Cards>
  );
}
