import type { Command } from "../../lib/core/commands.ts";
import { type Call, openCalls, openQuestion, type Run, waitsForPerson } from "../../lib/core/state.ts";
import type { Action } from "../ui/actions.ts";
import { strings } from "./strings.ts";

const words = strings.work;
const longestBrief = 60;

export interface WorkingSession {
  id: string;
  title: string;
  runs: readonly Run[];
}

interface Doing {
  send: (sessionId: string, command: Command, done: string) => void;
  go: (href: string) => void;
}

/** What can be done about the work that is under way in a session: answer what waits, hold it, stop it. */
export function runningActions({ id, title, runs }: WorkingSession, { send, go }: Doing): Action[] {
  const open = runs.filter((run) => !run.finished && !run.cancelled);
  const action = (key: string, label: string, run: () => void, keywords = ""): Action => ({
    id: `running-${key}`,
    label,
    hint: title,
    group: words.group,
    keywords: `${title} ${keywords}`,
    run,
  });
  const about = (call: Call): Action[] => {
    const { callId, tool, arguments: given } = call;
    const question = openQuestion(call);
    return question
      ? [action(`answer-${callId}`, words.answer(question.question), () => go(`/chat/${id}`), "question reply")]
      : [
          action(`approve-${callId}`, words.approve(tool, brief(given)), () =>
            send(id, { type: "tool.approve", callId }, words.approved(tool)),
          ),
          action(
            `deny-${callId}`,
            words.deny(tool),
            () => send(id, { type: "tool.deny", callId, reason: words.denyReason }, words.denied(tool)),
            "refuse",
          ),
        ];
  };
  return [
    ...open.flatMap((run) => openCalls(run).filter(waitsForPerson).flatMap(about)),
    // Those below another one stop and wait with it.
    ...open
      .filter((run) => !run.parent)
      .flatMap((run): Action[] => [
        run.paused
          ? action(`resume-${run.id}`, words.resume(run.agent), () =>
              send(id, { type: "run.resume", runId: run.id }, words.resumed(run.agent)),
            )
          : action(`pause-${run.id}`, words.pause(run.agent), () =>
              send(id, { type: "run.pause", runId: run.id }, words.paused(run.agent)),
            ),
        action(
          `stop-${run.id}`,
          words.stop(run.agent),
          () => send(id, { type: "run.cancel", runId: run.id }, words.stopped(run.agent)),
          "cancel",
        ),
      ]),
  ];
}

function brief(given: unknown): string {
  const text = JSON.stringify(given) ?? "";
  return text.length > longestBrief ? `${text.slice(0, longestBrief).toWellFormed()}…` : text;
}
