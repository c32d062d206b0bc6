import { useResource } from "../../../api/useResource";
import { Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { gridVersions as text } from "../../../i18n/gridVersions";
import { listGrids, showGrid } from "../api/grids";
import { Compare } from "../components/Compare";
import { Propose } from "../components/Propose";
import { ProposeFile } from "../components/ProposeFile";
import { Versions } from "../components/Versions";

/** GRD-07: versions of the grid, compared, proposed by one operator and published by another. */
export function GridsPage() {
  const versions = useResource("versions", listGrids);
  const grid = useResource("grid-in-force", showGrid);
  const changed = () => {
    versions.reload();
    grid.reload();
  };
  return (
    <Page title={text.title} lead={text.lead}>
      {versions.state === "loading" && <Skeleton lines={4} />}
      {versions.state === "failed" && <ProblemNotice problem={versions.problem} onRetry={versions.reload} />}
      {versions.state === "ready" && (
        <>
          <Section id="versions" title={text.versions}><Versions items={versions.data} onChanged={changed} /></Section>
          {versions.data.length > 1 && <Section id="compare" title={text.compare}><Compare items={versions.data} /></Section>}
        </>
      )}
      {grid.state === "ready" && <Section id="propose" title={text.propose}><Propose grid={grid.data} onProposed={changed} /></Section>}
      <Section id="propose-file" title={text.file.title}><ProposeFile onProposed={changed} /></Section>
    </Page>
  );
}
