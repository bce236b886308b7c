"use client";

import Ban from "lucide-react/icons/ban";
import Check from "lucide-react/icons/check";
import Clock from "lucide-react/icons/clock";
import Hand from "lucide-react/icons/hand";
import Pencil from "lucide-react/icons/pencil";
import X from "lucide-react/icons/x";
import { memo, type ReactNode } from "react";
import { hideSealed } from "../../../lib/core/sealed.ts";
import { type Call, openQuestion } from "../../../lib/core/state.ts";
import { UndoExecution } from "../../live/undo-execution.tsx";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Collapsible } from "../../ui/collapsible.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { duration } from "../format.ts";
import { strings } from "../strings.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { JsonText } from "./json-text.tsx";
import { AnsweredQuestion, answerText, QuestionCard } from "./question-card.tsx";

const looks: Record<Call["status"], { tone: Tone; icon: ReactNode }> = {
  requested: { tone: "neutral", icon: <Clock aria-hidden="true" /> },
  "awaiting-approval": { tone: "warning", icon: <Hand aria-hidden="true" /> },
  approved: { tone: "info", icon: <Check aria-hidden="true" /> },
  "awaiting-answer": { tone: "warning", icon: <Hand aria-hidden="true" /> },
  running: { tone: "info", icon: <Spinner /> },
  finished: { tone: "success", icon: <Check aria-hidden="true" /> },
  failed: { tone: "destructive", icon: <X aria-hidden="true" /> },
  denied: { tone: "neutral", icon: <Ban aria-hidden="true" /> },
};

/** A call and what became of it; where it waits for a person, the way to answer. */
export const ToolCard = memo(function ToolCard({ call, agent }: { call: Call; agent: string }) {
  if (call.status === "awaiting-approval") return <ApprovalCard call={call} agent={agent} />;
  const isPlainQuestion = call.question !== undefined && !asksWithSurface(call);
  const asked = openQuestion(call);
  const isAsked = asked && (isPlainQuestion || call.status === "running");
  if (isAsked) return <QuestionCard key={asked.question} call={call} question={asked} agent={agent} />;
  if (isPlainQuestion && call.answer !== undefined) return <AnsweredQuestion call={call} agent={agent} />;
  const { tone, icon } = looks[call.status];
  return (
    <Collapsible
      className="my-2 rounded-lg border bg-card px-2.5 py-1"
      open={call.status === "failed" ? true : undefined}
      title={
        <span className="flex min-w-0 items-center gap-2">
          <code className="shrink-0 font-medium font-mono text-[0.8125rem]">{call.tool}</code>
          <span className="min-w-0 truncate font-mono text-muted-foreground text-xs">
            {brief(hideSealed(call.arguments))}
          </span>
        </span>
      }
      after={
        <span className="flex shrink-0 items-center gap-2">
          {call.ms === undefined ? null : (
            <span className="text-muted-foreground text-xs tabular-nums max-sm:hidden">{duration(call.ms)}</span>
          )}
          <Badge tone={tone}>
            {icon}
            {strings.toolStatus[call.status]}
          </Badge>
        </span>
      }
    >
      {call.proposedArguments === undefined ? null : (
        <JsonText label={strings.proposedArguments} value={call.proposedArguments} />
      )}
      <JsonText label={strings.arguments} value={call.arguments} />
      {call.progress !== undefined && call.status === "running" ? (
        <JsonText label={strings.progress} value={call.progress} />
      ) : null}
      {call.asked?.map(({ question, answer }) =>
        answer === undefined ? null : (
          <p key={question} className="mt-2">
            <span className="text-muted-foreground">{question}</span>
            <br />
            {answer === null ? strings.notAnswered : strings.answered_(answerText(answer))}
          </p>
        ),
      )}
      {call.content ? <JsonText label={strings.result} value={call.content} /> : null}
      {call.error ? <p className="mt-2 text-destructive">{call.error.message}</p> : null}
      {call.details === undefined || call.details === null ? null : (
        <JsonText label={strings.details} value={call.details} />
      )}
      <UndoCall call={call} />
      {call.approvedBy ? (
        <p className="mt-2 text-muted-foreground text-xs">{strings.approvedBy(call.approvedBy)}</p>
      ) : null}
    </Collapsible>
  );
});

/** Where a function ran that another one can undo, the way to do so. */
function UndoCall({ call }: { call: Call }) {
  const { name, executionId, compensate } =
    (call.details as { function?: Record<string, unknown> } | null)?.function ?? {};
  if (typeof name !== "string" || typeof executionId !== "string" || typeof compensate !== "string") return null;
  return <UndoExecution executionId={executionId} what={name} by={compensate} />;
}

/** Its question is asked with more than words: the surface below it is the way to answer. */
function asksWithSurface(call: Call): boolean {
  return call.tool === "show_surface";
}

/** A call whose arguments are still being written. */
export function GrowingCall({ tool, json }: { tool: string; json: string }) {
  return (
    <div className="my-2 rounded-lg border bg-card px-2.5 py-1.5">
      <div className="flex items-center gap-2 text-sm">
        <Pencil aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
        <code className="font-medium font-mono text-[0.8125rem]">{tool}</code>
        <Badge tone="info" className="ml-auto">
          <Spinner />
          {strings.toolStatus.streaming}
        </Badge>
      </div>
      {json ? (
        <pre className="mt-1 max-h-24 overflow-hidden whitespace-pre-wrap break-all font-mono text-muted-foreground text-xs">
          {json.slice(-600)}
        </pre>
      ) : null}
    </div>
  );
}

/** The arguments in a line. */
function brief(value: unknown): string {
  if (value === null || typeof value !== "object") return String(value ?? "");
  const parts = Object.entries(value).map(
    ([name, each]) => `${name}: ${typeof each === "string" ? each : (JSON.stringify(each) ?? "")}`,
  );
  return parts.join(", ").slice(0, 200);
}
