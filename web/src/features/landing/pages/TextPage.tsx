import { Card } from "../../../components/Card";
import { Page } from "../../../components/Page";

interface TextPageProps {
  title: string;
  lead?: string;
  sections: ReadonlyArray<{ title: string; text: readonly string[] }>;
}

/** A page of plain text in titled parts. */
export function TextPage({ title, lead, sections }: TextPageProps) {
  return (
    <Page title={title} lead={lead}>
      {sections.map((section) => (
        <Card key={section.title}>
          <h2>{section.title}</h2>
          {section.text.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
        </Card>
      ))}
    </Page>
  );
}
