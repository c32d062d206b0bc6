import { useState } from "react";
import { asProblem, type FieldProblem, type Problem } from "../../../api/problem";
import { Card } from "../../../components/Card";
import { sayDone } from "../../../components/Confirmation";
import { DropArea } from "../../../components/DropArea";
import { Notice } from "../../../components/Notice";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { gridVersions as text } from "../../../i18n/gridVersions";
import { type GridFile, proposeGridFile } from "../api/grids";

const SHOWN = 20;

/** A whole version as a file: other types, other groups of professions; somebody else publishes it. */
export function ProposeFile({ onProposed }: { onProposed: () => void }) {
  const [problem, setProblem] = useState<Problem>();
  const [unreadable, setUnreadable] = useState(false);
  const send = async (file: File) => {
    setProblem(undefined);
    const content = parsed(await file.text());
    setUnreadable(content === null);
    if (content === null) return;
    try {
      await proposeGridFile(content);
      sayDone(text.proposed);
      onProposed();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  return (
    <Card>
      <p>{text.file.what}</p>
      <DropArea label={text.file.drop} or={text.file.or} browse={text.file.browse} formats={text.file.formats} accept={[".json"]} multiple={false} onFiles={([file]) => file && void send(file)} />
      {unreadable && <Notice tone="bad" role="alert" title={text.file.unreadable}>{text.file.unreadableWhat}</Notice>}
      {problem && <ProblemNotice problem={problem} />}
      {problem && problem.errors.length > 0 && <Faults faults={problem.errors} />}
    </Card>
  );
}

/** Where in the file, and what; a file of another kind can be wrong everywhere. */
function Faults({ faults }: { faults: FieldProblem[] }) {
  const more = faults.length - SHOWN;
  return (
    <>
      <p id="faults">{text.file.wrong}</p>
      <ul aria-labelledby="faults">
        {faults.slice(0, SHOWN).map(({ field, message }) => <li key={field}>{text.file.fault(field, message)}</li>)}
        {more > 0 && <li>{text.file.more(more)}</li>}
      </ul>
    </>
  );
}

function parsed(content: string): GridFile | null {
  try {
    return JSON.parse(content) as GridFile;
  } catch {
    return null;
  }
}
