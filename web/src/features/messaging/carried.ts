import { useLocation } from "react-router";

/** DOC-15: the id of the document that someone came to send, from its page to the conversation that they choose. */
export function useCarried(): string | undefined {
  const { state } = useLocation() as { state: { attach?: string } | null };
  return state?.attach;
}
