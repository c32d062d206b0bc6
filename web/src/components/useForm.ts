import { type FormEvent, useState } from "react";
import { asProblem, type Problem } from "../api/problem";
import type { FieldErrors } from "./ErrorSummary";

interface FormOptions {
  /** Faults by field name, in the order of the fields; none means it may be sent. */
  check: () => FieldErrors;
  send: () => Promise<void>;
  /** What to say beside a field that the server refused; fields not named here fall back on the general message. */
  messages?: FieldErrors;
  /** The server's field name to ours, when they differ. */
  fieldOf?: (field: string) => string;
}

export interface FormState {
  errors: FieldErrors;
  /** Grows at each refused attempt; the summary takes the focus then. */
  round: number;
  problem: Problem | undefined;
  isPending: boolean;
  onSubmit: (event: FormEvent) => void;
  /** Forgets the last refusal, e.g. when the person changes what was refused. */
  clear: () => void;
}

/** Checks, sends once, keeps what was typed, and puts each fault beside its field. */
export function useForm({ check, send, messages = {}, fieldOf = (field) => field }: FormOptions): FormState {
  const [errors, setErrors] = useState<FieldErrors>({});
  const [round, setRound] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  const [isPending, setPending] = useState(false);

  const refuse = (faults: FieldErrors) => {
    setErrors(faults);
    setRound((number) => number + 1);
  };

  const submit = async () => {
    setProblem(undefined);
    const faults = check();
    if (Object.keys(faults).length > 0) return refuse(faults);
    setErrors({});
    setPending(true);
    try {
      await send();
    } catch (thrown) {
      const failure = asProblem(thrown);
      const named = failure.errors.map(({ field }) => fieldOf(field)).filter((field) => field in messages);
      if (named.length > 0) refuse(Object.fromEntries(named.map((field) => [field, messages[field] ?? ""])));
      else setProblem(failure);
    } finally {
      setPending(false);
    }
  };

  return {
    errors, round, problem, isPending,
    onSubmit: (event) => {
      event.preventDefault();
      if (!isPending) void submit();
    },
    clear: () => {
      setErrors({});
      setProblem(undefined);
    },
  };
}
