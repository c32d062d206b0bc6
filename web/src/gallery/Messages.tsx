import { OFFLINE, Problem } from "../api/problem";
import { Button } from "../components/Button";
import { sayDone } from "../components/Confirmation";
import { Notice } from "../components/Notice";
import { Actions, Stack } from "../components/Page";
import { Pager } from "../components/Pager";
import { ProblemNotice } from "../components/ProblemNotice";
import { Empty, Skeleton } from "../components/States";
import { Tag } from "../components/Tag";

const nothing = () => undefined;

export function Messages() {
  return (
    <Stack>
      <Notice title="Information">Ce qui est bon à savoir.</Notice>
      <Notice tone="good" title="Réussite">Ce qui vient d'être fait.</Notice>
      <Notice tone="care" title="Attention">Ce qui mérite attention.</Notice>
      <Notice tone="bad" title="Problème">Ce qui n'a pas marché, et que faire.</Notice>
      <ProblemNotice problem={new Problem({ status: 413, code: "documents.too-large" })} />
      <ProblemNotice problem={new Problem({ status: 0, code: OFFLINE })} onRetry={nothing} />
      <ProblemNotice problem={new Problem({ status: 429, code: "identity.too-many-tries", retryAfterSeconds: 150 })} />
      <Actions>
        <Tag tone="plain">Neutre</Tag>
        <Tag tone="info" icon="info">Information</Tag>
        <Tag tone="good" icon="check">Effectif</Tag>
        <Tag tone="care" icon="eyeOff">Masqué</Tag>
        <Tag tone="bad" icon="block">Refusé</Tag>
        <Tag tone="new">Nouveau</Tag>
      </Actions>
      <Skeleton />
      <Skeleton shape="cards" lines={2} />
      <Skeleton shape="text" />
      <Empty icon="folder" title="Rien pour l'instant" what="À quoi sert cet endroit, et par où commencer."><Button icon="plus">Commencer</Button></Empty>
      <Pager more loadingMore={false} loadMore={nothing} />
      <Pager more loadingMore loadMore={nothing} />
      <Actions><Button kind="secondary" onPress={() => sayDone("C'est fait !")}>Montrer une confirmation</Button></Actions>
    </Stack>
  );
}
