import { useState } from "react";
import { Checkbox, Choice } from "../components/Choice";
import { DateField, type DateParts } from "../components/DateField";
import { ErrorSummary } from "../components/ErrorSummary";
import { Field } from "../components/Field";
import { Stack } from "../components/Page";
import { PasswordField } from "../components/PasswordField";
import { SearchableSelect } from "../components/SearchableSelect";
import { Select } from "../components/Select";
import { Steps } from "../components/Steps";

const OPTIONS = [{ value: "1", label: "Compte rendu d'échographie" }, { value: "2", label: "Ordonnance", what: "Produits de santé" }, { value: "3", label: "Certificat médical" }];
const ERROR = "Ce qu'il faut corriger est dit ici.";

export function Fields() {
  const [text, setText] = useState("");
  const [date, setDate] = useState<DateParts>({ day: "28", month: "05", year: "2026" });
  const [way, setWay] = useState<"email" | "sms" | null>("email");
  const [agreed, setAgreed] = useState(true);
  const [type, setType] = useState<string | null>(null);
  const [section, setSection] = useState("");
  return (
    <Stack>
      <Steps label="Étapes" steps={["Identification", "Choix", "Coordonnées"]} current={1} />
      <ErrorSummary errors={{ wrong: ERROR }} round={0} />
      <Field name="plain" label="Champ simple" hint="Avec une aide." value={text} onChange={setText} />
      <Field name="optional" label="Champ facultatif" optional value={text} onChange={setText} size="middle" />
      <Field name="wrong" label="Champ à corriger" error={ERROR} value={text} onChange={setText} />
      <PasswordField name="password" label="Mot de passe" value={text} onChange={setText} />
      <DateField name="date" label="Date" hint="Par exemple 28 05 2026" value={date} onChange={setDate} />
      <DateField name="date-wrong" label="Date à corriger" error={ERROR} value={date} onChange={setDate} />
      <Select name="select" label="Liste" placeholder="Choisissez" value={section} onChange={setSection} options={OPTIONS} />
      <Select name="select-wrong" label="Liste à corriger" error={ERROR} value={section} onChange={setSection} options={OPTIONS} placeholder="Choisissez" />
      <SearchableSelect name="search" label="Liste à rechercher" hint="Quelques lettres." value={type} onChange={setType} options={OPTIONS} none="Rien ne correspond." found={(count) => `${count} proposés`} />
      <Choice name="choice" label="Choix" value={way} onChange={setWay} options={[{ value: "email", label: "Par e-mail", what: "i•••m@e•••.fr", icon: "mail" }, { value: "sms", label: "Par SMS", icon: "mobile" }]} />
      <Choice name="choice-wrong" label="Choix à corriger" error={ERROR} value={null} onChange={setWay} options={[{ value: "email", label: "Par e-mail" }, { value: "sms", label: "Par SMS" }]} />
      <Checkbox name="tick" isSelected={agreed} onChange={setAgreed}>Case à cocher</Checkbox>
      <Checkbox name="tick-wrong" isSelected={false} onChange={setAgreed} error={ERROR}>Case à cocher, à corriger</Checkbox>
    </Stack>
  );
}
