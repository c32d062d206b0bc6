import { useState } from "react";
import { Button } from "../../../components/Button";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Table } from "../../../components/Table";
import { useAct } from "../../../components/useAct";
import { shortDate } from "../../../i18n/format";
import { gridVersions as text } from "../../../i18n/gridVersions";
import { approveGrid, type Version, withdrawGrid } from "../api/grids";

/** Every version; a proposal of somebody else can be published, any proposal withdrawn. */
export function Versions({ items, onChanged }: { items: Version[]; onChanged: () => void }) {
  const [asked, setAsked] = useState<string | null>(null);
  const publish = useAct(async () => {
    await approveGrid(asked ?? "");
    setAsked(null);
    sayDone(text.approved);
    onChanged();
  });
  return (
    <>
      <Table caption={text.table} head={<tr><th scope="col">{text.name}</th><th scope="col">{text.effective}</th><th scope="col">{text.source}</th><th scope="col">{text.state}</th></tr>}>
        {items.map((version) => (
          <tr key={version.name}>
            <th scope="row">{version.name}</th>
            <td>{shortDate(version.effective)}</td>
            <td>{version.source}</td>
            <td>
              {text.states[version.state]}{version.mine && `, ${text.mine}`}{" "}
              {version.state === "proposed" && !version.mine && <Button kind="secondary" aria-label={`${text.approve} ${version.name}`} onPress={() => setAsked(version.name)}>{text.approve}</Button>}
              {version.state === "proposed" && <Withdraw name={version.name} onChanged={onChanged} />}
            </td>
          </tr>
        ))}
      </Table>
      <ConfirmDialog isOpen={asked !== null} isPending={publish.isPending} problem={publish.problem} title={text.approveTitle(asked ?? "")} confirm={text.approve} onConfirm={publish.run} onCancel={() => setAsked(null)}>
        <p>{text.approveWhat}</p>
      </ConfirmDialog>
    </>
  );
}

function Withdraw({ name, onChanged }: { name: string; onChanged: () => void }) {
  const withdraw = useAct(async () => {
    await withdrawGrid(name);
    sayDone(text.withdrawn);
    onChanged();
  });
  return (
    <>
      {withdraw.problem && <ProblemNotice problem={withdraw.problem} />}
      <Button kind="quiet" aria-label={`${text.withdraw} ${name}`} isPending={withdraw.isPending} onPress={withdraw.run}>{text.withdraw}</Button>
    </>
  );
}
