import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NewChat } from "../../../components/session/new-chat.tsx";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { isFirstRun } from "../../first-run.ts";
import { whoMayAnswer } from "./load-chat.ts";

export const metadata: Metadata = { title: "New chat" };

interface Props {
  searchParams: Promise<{ agent?: string | string[]; workflow?: string | string[] }>;
}

/** `?agent=` or `?workflow=` names who answers, else the person's preference does; a name that nobody has is as good as none. */
export default async function NewChatPage({ searchParams }: Props) {
  if (await isFirstRun()) redirect("/welcome");
  const { userId } = await pagePrincipal();
  const preferred = (await currentRuntime().ports.preferences.read(userId)).agent;
  const wanted = await searchParams;
  const { agents, workflows, mostBytes } = whoMayAnswer();
  const named = (name: unknown) => agents.find((agent) => agent.name === name)?.name;
  const workflow = workflows.find(({ name }) => name === wanted.workflow)?.name;
  const agent = named(wanted.agent) ?? named(preferred);
  const answering = workflow ? { workflow } : agent ? { agent } : undefined;
  return (
    <NewChat
      key={JSON.stringify(answering)}
      agents={agents}
      workflows={workflows}
      mostBytes={mostBytes}
      {...(answering && { answering })}
    />
  );
}
