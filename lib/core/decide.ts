import { cancelRun } from "./cancel-run.ts";
import type { Command, CommandOf } from "./commands.ts";
import { approve, requireAwaiting } from "./decide-approval.ts";
import { editMessage, moveMessage, postMessage, rateMessage, regenerate, reroute, steer } from "./decide-messages.ts";
import { actOnSurface, commandOfAction } from "./decide-surfaces.ts";
import { AppError, unreachable } from "./errors.ts";
import type { SessionEvent } from "./events.ts";
import { queueRun } from "./queue-run.ts";
import {
  requireAgent,
  requireNoOpenReply,
  requireOpenCall,
  requireOpenRun,
  requireOpenSession,
  requireRun,
  requireSessionNotPaused,
  requireWaiting,
  requireWorkflow,
} from "./require.ts";
import { inConversation, openQuestion, openRuns, type Run, type SessionState, waitingMessages } from "./state.ts";
import { checkTodo } from "./todo.ts";
import type { Given } from "./world.ts";

/** May it be, and what happens then? Throws an `AppError` with a sentence, or gives events. Changes nothing. */
export function decide(state: SessionState, command: Command, given: Given): SessionEvent[] {
  if (command.type !== "session.change") requireOpenSession(state);
  else if (state.head === 0) throw new AppError("not_found", "There is no such session.");
  const { by } = given;

  switch (command.type) {
    case "message.post":
      return postMessage(state, command, given);
    case "message.edit":
      return editMessage(state, command, given);
    case "message.withdraw": {
      const message = requireWaiting(state, command.messageId, "withdrawn");
      return [{ type: "message.withdrawn", messageId: message.id, by }];
    }
    case "message.move":
      return moveMessage(state, command, by);
    case "turn.regenerate":
      return regenerate(state, command, given);
    case "message.reroute":
      return reroute(state, command, given);

    case "message.rate":
      return rateMessage(state, command, by);

    case "run.cancel": {
      const run = requireRun(state, command.runId);
      if (run.finished || run.cancelled) return [];
      return [cancelRun(run, by, command.reason)];
    }
    case "run.pause": {
      const run = requireOpenRun(state, command.runId);
      if (run.paused) return [];
      return [{ type: "run.paused", runId: run.id, reason: command.reason ?? "paused by a person", by }];
    }
    case "run.resume": {
      const run = requireOpenRun(state, command.runId);
      if (!run.paused) return [];
      return [{ type: "run.resumed", runId: run.id, by }];
    }
    case "run.steer": {
      const run = requireOpenRun(state, command.runId);
      const message = {
        id: given.newId("message"),
        content: command.content,
        author: { kind: "user" as const, id: by },
      };
      return steer(run, { type: "message.posted", message, parentId: null }, by);
    }
    case "run.retry":
      return retry(state, requireRun(state, command.runId), given);
    case "run.allow": {
      const run = requireOpenRun(state, command.runId);
      if (Object.keys(command.more).length === 0)
        throw new AppError("invalid", "Say how much more: turns, tokens, seconds or cost.");
      const allowed: SessionEvent = { type: "run.allowed", runId: run.id, by, more: command.more };
      return run.paused ? [allowed, { type: "run.resumed", runId: run.id, by }] : [allowed];
    }
    case "task.create": {
      requireSessionNotPaused(state);
      const agent = requireAgent(given.world, command.agent ?? state.agent);
      const misfit = given.world.misfit?.(agent, command.task) ?? null;
      if (misfit !== null)
        throw new AppError("invalid", misfit, { fields: [{ path: "task", message: "does not fit" }] });
      for (const other of command.dependsOn ?? []) requireRun(state, other);
      const { priority, limits, dependsOn } = command;
      return [
        queueRun(given, agent, command.task, {
          ...(priority && { priority }),
          ...(limits && { limits }),
          ...(dependsOn?.length && { dependsOn }),
        }),
      ];
    }

    case "question.answer": {
      const { run, call } = requireOpenCall(state, command.callId);
      if (!openQuestion(call)) throw new AppError("conflict", `Call ${call.callId} does not wait for an answer.`);
      const { answer } = command;
      if (answer === undefined)
        throw new AppError("invalid", "The answer is missing.", {
          fields: [{ path: "answer", message: "is required" }],
        });
      return [{ type: "question.answered", runId: run.id, callId: call.callId, answer, by }];
    }
    case "tool.approve":
      return approve(state, command, given);
    case "tool.deny": {
      const { run, call } = requireOpenCall(state, command.callId);
      requireAwaiting(call);
      return [{ type: "tool.denied", runId: run.id, callId: call.callId, by, reason: command.reason }];
    }

    case "todo.change": {
      const wrong = checkTodo(command.items);
      if (wrong) throw new AppError("invalid", wrong, { fields: [{ path: "items", message: wrong }] });
      return [{ type: "todo.changed", items: command.items, by: { kind: "user", id: by } }];
    }
    case "board.change": {
      const { key, entry } = command;
      if (!entry && !state.board.some((item) => item.key === key))
        throw new AppError("not_found", `There is nothing named "${key}" on the board.`);
      return [{ type: "board.changed", key, entry, by: { kind: "user", id: by } }];
    }
    case "surface.act": {
      const acted = actOnSurface(state, command, given);
      const inner = commandOfAction(state, command, given);
      return inner ? [...acted, ...decide(state, inner, given)] : acted;
    }
    case "session.change":
      return changeSession(state, command, given);
    case "session.close":
      return close(state, by, "completed");
    default:
      return unreachable(command);
  }
}

/** Ends a session: its open runs are cancelled, what waits is withdrawn. */
export function close(state: SessionState, by: string, status: "completed" | "expired"): SessionEvent[] {
  return [
    ...waitingMessages(state).map(
      (message): SessionEvent => ({ type: "message.withdrawn", messageId: message.id, by }),
    ),
    { type: "session.closed", by, status },
    ...openRuns(state)
      .filter((run) => !run.cancelled && !run.parent)
      .map((run) => cancelRun(run, by, "the session was closed")),
  ];
}

function retry(state: SessionState, run: Run, given: Given): SessionEvent[] {
  requireSessionNotPaused(state);
  if (!run.finished) throw new AppError("conflict", "This run is still open; it can be retried when it has ended.");
  if (run.parent) throw new AppError("conflict", "A child run is retried by its parent, not by hand.");
  if (inConversation(run)) requireNoOpenReply(state, "retry");
  const agent = run.flow ? requireWorkflow(given.world, run.agent) : requireAgent(given.world, run.agent);
  const { task, priority, limits, replyTo, models, dependsOn } = run;
  return [
    queueRun(given, agent, task, {
      priority,
      limits,
      retryOf: run.id,
      ...(run.flow && { conducts: true as const }),
      ...(run.routes && { routes: run.routes }),
      ...(run.schema && { schema: run.schema }),
      ...(replyTo && { replyTo }),
      ...(models && { models }),
      ...(dependsOn && { dependsOn: dependsOn.map((id) => latestAttempt(state, id)) }),
    }),
  ];
}

/** What a retried run builds on may have been retried itself. */
function latestAttempt(state: SessionState, runId: string): string {
  const again = state.runs.findLast((run) => run.retryOf === runId);
  return again ? latestAttempt(state, again.id) : runId;
}

function changeSession(state: SessionState, command: CommandOf<"session.change">, given: Given): SessionEvent[] {
  const { type: _type, status, ...rest } = command;
  const others = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest;
  if (others.agent) requireAgent(given.world, others.agent);
  if (others.workflow && others.workflow !== "solo")
    requireWorkflow(given.world, others.workflow, others.workflowVersion ?? undefined);
  const isClosed = state.status === "completed" || state.status === "expired";
  const closes = status === "completed" || status === "expired";
  const leavesVersion = others.agent && others.agent !== state.agent && others.agentVersion === undefined;
  const leavesFlow = others.workflow && others.workflow !== state.workflow && others.workflowVersion === undefined;
  const changes = {
    ...others,
    ...(leavesVersion && typeof state.agentVersion === "number" && { agentVersion: null }),
    ...(leavesFlow && typeof state.workflowVersion === "number" && { workflowVersion: null }),
    ...(status && !closes && { status }),
  };
  if (Object.keys(changes).length === 0 && !closes) {
    throw new AppError(
      "invalid",
      "Say what to change: title, agent, workflow, tags, whileRunning, variables, agentVersion, workflowVersion, status or expiresAt.",
    );
  }
  return [
    ...(Object.keys(changes).length > 0 ? [{ type: "session.changed" as const, by: given.by, ...changes }] : []),
    ...(closes && !isClosed ? close(state, given.by, status) : []),
  ];
}
