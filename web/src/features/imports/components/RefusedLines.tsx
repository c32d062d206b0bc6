import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { Pager } from "../../../components/Pager";
import { Table } from "../../../components/Table";
import { number } from "../../../i18n/format";
import { imports as text } from "../../../i18n/imports";
import { type Import, showImport } from "../api/imports";

type Further = Pick<Import, "errors" | "errors_next">;

/** Number and reason of each refused line. The reasons come from the import's report: they are its content. */
export function RefusedLines({ current }: { current: Import }) {
  const [further, setFurther] = useState<Further>();
  const [loadingMore, setLoadingMore] = useState(false);
  const [problemOfMore, setProblem] = useState<Problem>();
  const lines = [...current.errors, ...(further?.errors ?? [])];
  const next = further ? further.errors_next : current.errors_next;

  const loadMore = () => {
    if (next === null || loadingMore) return;
    setLoadingMore(true);
    setProblem(undefined);
    showImport(current.id, next)
      .then((page) => setFurther({ errors: [...(further?.errors ?? []), ...page.errors], errors_next: page.errors_next }), (thrown: unknown) => setProblem(asProblem(thrown)))
      .finally(() => setLoadingMore(false));
  };
  if (lines.length === 0) return <p>{text.noRefused}</p>;
  return (
    <>
      <Table caption={text.refusedTable} head={<tr><th scope="col">{text.line}</th><th scope="col">{text.reason}</th></tr>}>
        {lines.map((error, index) => <tr key={`${error.line}/${error.code}/${index}`}><th scope="row">{number(error.line)}</th><td>{error.reason}</td></tr>)}
      </Table>
      <Pager more={next !== null} loadingMore={loadingMore} problemOfMore={problemOfMore} loadMore={loadMore} />
    </>
  );
}
