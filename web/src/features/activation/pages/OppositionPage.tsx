import { useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Card } from "../../../components/Card";
import { Form } from "../../../components/Form";
import { Actions, Page } from "../../../components/Page";
import { useForm } from "../../../components/useForm";
import { activation } from "../../../i18n/activation";
import { words } from "../../../i18n/words";
import { oppose } from "../api/activation";
import { useIdentification, useJourney } from "../journey";
import styles from "./activation.module.css";

const text = activation.oppose;

/** ACT-14, ACT-25: says what it changes, then asks. */
export function OppositionPage() {
  const { ticket, state, minor, given_name: name } = useIdentification();
  const which = state === "auto_created" ? "created" : "effects";
  const effects = minor ? text.child[which](name) : text[which];
  const title = minor ? text.child.title(name) : text.title;
  const { change } = useJourney();
  const navigate = useNavigate();
  const form = useForm({
    check: () => ({}),
    send: async () => {
      change({ opposition: await oppose(ticket) });
      await navigate("/activation/opposition-enregistree", { replace: true });
    },
  });
  return (
    <Page width="form" title={title}>
      <Form form={form} label={title}>
        <Card>
          <h2>{text.confirmTitle}</h2>
          <ul className={styles.effects}>{effects.map((effect) => <li key={effect}>{effect}</li>)}</ul>
        </Card>
        <Actions>
          <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
          <ButtonAnchor to="/activation/choix" kind="secondary" wide>{words.cancel}</ButtonAnchor>
        </Actions>
      </Form>
    </Page>
  );
}
