import { useState } from "react";
import { useNavigate } from "react-router";
import { sayDone } from "../../../components/Confirmation";
import { Page } from "../../../components/Page";
import { account } from "../../../i18n/account";
import type { Channel, StartedChange } from "../api/account";
import { NewAddressForm, ProofForm } from "../components/ContactChange";

const text = account.change;

export function EmailChangePage() {
  return <ContactChange channel="email" title={text.emailTitle} />;
}

export function MobileChangePage() {
  return <ContactChange channel="sms" title={text.mobileTitle} />;
}

/** The new address, then the code sent there: nothing changes in between. */
function ContactChange({ channel, title }: { channel: Channel; title: string }) {
  const [started, setStarted] = useState<StartedChange | null>(null);
  const navigate = useNavigate();
  const done = () => {
    sayDone(text.done, { onNextPage: true });
    void navigate("/parametres/compte", { replace: true });
  };
  return (
    <Page width="form" title={title} lead={text.lead} back={{ to: "/parametres/compte", label: account.title }}>
      {started === null
        ? <NewAddressForm channel={channel} onStarted={setStarted} />
        : <ProofForm started={started} onDone={done} onRestart={() => setStarted(null)} />}
    </Page>
  );
}
