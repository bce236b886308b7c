"use client";

import { useFolded } from "../live/use-session.ts";
import { announce } from "../ui/announce.ts";
import { flowStrings as words } from "./strings-flow.ts";
import { useAct } from "./use-act.ts";
import { type Answering, WhoAnswers } from "./who-answers.tsx";

/** Who answers in this session, and the way to change it: for the messages that come. */
export function SessionAnswers() {
  const agent = useFolded((state) => state.agent);
  const workflow = useFolded((state) => state.workflow);
  const { act } = useAct();

  async function choose(to: Answering): Promise<void> {
    const changes = "workflow" in to ? to : { ...to, workflow: "solo" };
    if (!(await act({ type: "session.change", ...changes }))) return;
    announce("workflow" in to ? words.chosenWorkflow(to.workflow) : words.chosenAgent(to.agent));
  }

  return <WhoAnswers answering={workflow === "solo" ? { agent } : { workflow }} onChoose={(to) => void choose(to)} />;
}
