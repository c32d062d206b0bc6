import { useState } from "react";
import { useNavigate } from "react-router";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Checkbox } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { fieldId, HintAndError } from "../../../components/Labelled";
import { Actions, Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { useForm } from "../../../components/useForm";
import { family } from "../../../i18n/family";
import { longDate } from "../../../i18n/format";
import { useProfile } from "../../../session/profile";
import { addChildren, type Child, listProposedChildren } from "../api/family";
import styles from "./family.module.css";

const text = family.adding;

/** MIN-03 to MIN-07. */
export function AddProfilesPage() {
  const proposed = useResource("proposed-children", listProposedChildren);
  return (
    <Page width="form" title={text.title} lead={proposed.data?.children.length ? text.lead : undefined}>
      {proposed.state === "loading" && <Skeleton lines={3} />}
      {proposed.state === "failed" && <ProblemNotice problem={proposed.problem} onRetry={proposed.reload} />}
      {proposed.state === "ready" && proposed.data.children.length === 0 && <Empty icon="user" title={text.none} what={text.noneWhat} />}
      {proposed.state === "ready" && proposed.data.children.length > 0 && <ChildrenForm proposed={proposed.data.children} />}
    </Page>
  );
}

function ChildrenForm({ proposed }: { proposed: Child[] }) {
  const navigate = useNavigate();
  const { refresh } = useProfile();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [certified, setCertified] = useState(false);
  const form = useForm({
    check: () => ({
      ...(chosen.size === 0 && { children: text.missing.children }),
      ...(!certified && { certified: text.missing.certified }),
    }),
    send: async () => {
      await addChildren([...chosen]);
      refresh();
      sayDone(text.done(chosen.size), { onNextPage: true });
      void navigate("/profils");
    },
    messages: text.missing,
  });
  const toggle = (record: string, selected: boolean) =>
    setChosen((before) => new Set(selected ? [...before, record] : [...before].filter((each) => each !== record)));
  return (
    <Form form={form} label={text.form}>
      <fieldset className={styles.children} id={fieldId("children")} tabIndex={-1}>
        <legend>{text.select}</legend>
        <HintAndError name="children" error={form.errors["children"]} />
        {proposed.map((child) => (
          <Checkbox key={child.record} name={`child-${child.record}`} isSelected={chosen.has(child.record)} onChange={(selected) => toggle(child.record, selected)}>
            <strong>{child.display_name}</strong> <span className={styles.born}>{text.born(longDate(child.birth_date))}</span>
          </Checkbox>
        ))}
      </fieldset>
      <Checkbox name="certified" isSelected={certified} onChange={setCertified} error={form.errors["certified"]}>{text.certify}</Checkbox>
      <Actions>
        <Button type="submit" isPending={form.isPending}>{text.submit}</Button>
        <Button kind="secondary" onPress={() => void navigate("/accueil")}>{text.cancel}</Button>
      </Actions>
    </Form>
  );
}
