import type { Metadata } from "next";
import { NewChat } from "../../../components/session/new-chat.tsx";
import { whoMayAnswer } from "./load-chat.ts";

export const metadata: Metadata = { title: "New chat" };

interface Props {
  searchParams: Promise<{ agent?: string | string[] }>;
}

/** `?agent=` names who answers; a name that nobody has is as good as none. */
export default async function NewChatPage({ searchParams }: Props) {
  const { agent: wanted } = await searchParams;
  const { agents } = whoMayAnswer();
  const agent = agents.find(({ name }) => name === wanted)?.name;
  return <NewChat agents={agents} {...(agent && { agent })} />;
}
