"use client";

import MessageCircleQuestion from "lucide-react/icons/message-circle-question-mark";
import { useId, useState } from "react";
import type { Call, Question } from "../../../lib/core/state.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { SchemaForm } from "../../ui/schema-form/schema-form.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import { strings } from "../strings.ts";
import { useAct } from "../use-act.ts";

const own = "\u0000own";

/** A question of an agent as a form: choices, free text, or the fields that it asked for. */
export function QuestionCard({ call, question: asked, agent }: { call: Call; question: Question; agent: string }) {
  const id = useId();
  const { act, busy } = useAct();
  const { question, choices, schema } = asked;
  const answer = (given: unknown) => void act({ type: "question.answer", callId: call.callId, answer: given });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for one form's fields
    <div role="group" aria-labelledby={id} className="my-2 rounded-lg border border-primary bg-accent p-3 text-sm">
      <p className="flex items-center gap-2 text-muted-foreground text-xs">
        <MessageCircleQuestion aria-hidden="true" className="size-4 shrink-0" />
        {strings.questionTitle(agent)}
      </p>
      <h3 id={id} className="mt-1 mb-3 whitespace-pre-wrap font-medium text-accent-foreground">
        {question}
      </h3>
      {schema ? (
        <SchemaForm
          schema={schema}
          submitLabel={strings.answer}
          busy={busy}
          actions={call.status === "running" ? <NoAnswer busy={busy} onRefuse={() => answer(null)} /> : null}
          onSubmit={answer}
        />
      ) : (
        <PlainAnswer question={question} choices={choices} busy={busy} onAnswer={answer} />
      )}
      {call.status === "running" && !schema ? <NoAnswer busy={busy} onRefuse={() => answer(null)} /> : null}
    </div>
  );
}

/** A tool that asks while it runs goes on without an answer as well. */
function NoAnswer({ busy, onRefuse }: { busy: boolean; onRefuse: () => void }) {
  return (
    <Button variant="ghost" disabled={busy} onClick={onRefuse}>
      {strings.doNotAnswer}
    </Button>
  );
}

interface PlainProps {
  question: string;
  choices: readonly string[] | undefined;
  busy: boolean;
  onAnswer: (answer: string) => void;
}

function PlainAnswer({ question, choices, busy, onAnswer }: PlainProps) {
  const [choice, setChoice] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [error, setError] = useState<string | null>(null);

  function submit(): void {
    const answer = choices && choice !== own ? (choice ?? "") : text.trim();
    if (answer === "") return setError(strings.answerFirst);
    onAnswer(answer);
  }

  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {choices ? (
        <RadioGroup
          legend={<span className="sr-only">{question}</span>}
          look="cards"
          options={[...choices.map((each) => ({ value: each, label: each })), { value: own, label: strings.ownAnswer }]}
          onValueChange={setChoice}
        />
      ) : null}
      {!choices || choice === own ? (
        <Field label={strings.yourAnswer}>
          {(control) => (
            <Textarea
              {...control}
              rows={1}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                submit();
              }}
            />
          )}
        </Field>
      ) : null}
      <div className="flex items-center gap-3">
        <Button type="submit" busy={busy}>
          {strings.answer}
        </Button>
        <span aria-live="polite" className="text-destructive text-xs">
          {error}
        </span>
      </div>
    </form>
  );
}

export function AnsweredQuestion({ call, agent }: { call: Call; agent: string }) {
  return (
    <div className="my-2 rounded-lg border bg-card px-3 py-2 text-sm">
      <p className="text-muted-foreground text-xs">{strings.questionTitle(agent)}</p>
      <p className="whitespace-pre-wrap font-medium">{call.question?.question}</p>
      <p className="mt-1 whitespace-pre-wrap">{strings.answered_(answerText(call.answer))}</p>
    </div>
  );
}

export function answerText(answer: unknown): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}
