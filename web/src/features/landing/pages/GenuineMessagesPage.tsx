import { Card } from "../../../components/Card";
import { Page } from "../../../components/Page";
import { genuineMessages as text } from "../../../i18n/public";
import { labels } from "../../../i18n/words";

/** SUP-05: how to tell our messages from a fraud. */
export function GenuineMessagesPage() {
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/aide", label: labels.help }}>
      {text.parts.map((part) => (
        <Card key={part.title}>
          <h2>{part.title}</h2>
          <ul>{part.points.map((point) => <li key={point}>{point}</li>)}</ul>
        </Card>
      ))}
    </Page>
  );
}
