import { Card, Cards, LinkCard } from "../components/Card";
import { DropArea } from "../components/DropArea";
import { Stack } from "../components/Page";
import { Progress } from "../components/Progress";
import { Table } from "../components/Table";

export function Things() {
  return (
    <Stack>
      <Cards>
        <LinkCard to="/" icon="document" title="Carte qui mène ailleurs" what="Une idée par carte." level={3} />
        <Card><p>Carte simple.</p></Card>
        <Card tone="soft"><p>Carte douce.</p></Card>
      </Cards>
      <DropArea label="Glissez-déposez un fichier" or="ou" browse="parcourir les fichiers" formats="PDF, 5 Mo au plus." accept={[".pdf"]} onFiles={() => undefined} />
      <Progress label="Avancement connu" value={0.4} />
      <Progress label="Avancement en mots" value={448} total={1200} words="448 sur 1 200 lignes" />
      <Progress label="Fin inconnue" />
      <Table caption="Tableau" head={<tr><th scope="col">Ligne</th><th scope="col">Raison</th></tr>}>
        <tr><th scope="row">12</th><td>La clé du numéro est fausse.</td></tr>
        <tr><th scope="row">48</th><td>Cette date n'existe pas.</td></tr>
      </Table>
    </Stack>
  );
}
