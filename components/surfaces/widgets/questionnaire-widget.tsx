"use client";

import { useState } from "react";
import { questionFields } from "../../../lib/surfaces/act.ts";
import { checkAnswers } from "../../../lib/surfaces/answers.ts";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Progress } from "../../ui/progress.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import { useDrawing } from "../drawing-context.ts";
import { SentNote } from "../sent-note.tsx";
import { strings } from "../strings.ts";
import { useAction } from "../use-action.ts";

/** One question at a time, forwards and back; sent when all have their answer. */
export function QuestionnaireWidget({ id, widget }: { id: string; widget: Widget<"questionnaire"> }) {
  const { answered, local, writeLocal, surface } = useDrawing();
  const { act, state, can } = useAction(id);
  const [at, setAt] = useState(0);
  const [missing, setMissing] = useState(false);
  const { questions } = widget;
  const typed = (Object.hasOwn(local, id) ? local[id] : (surface.acted[id]?.parameters ?? {})) as Record<
    string,
    unknown
  >;
  const step = questions[Math.min(at, questions.length - 1)] as (typeof questions)[number];
  const value = String(typed[step.name] ?? "");
  const disabled = !can || answered || state === "pending";
  const isLast = at >= questions.length - 1;
  const write = (next: string) => writeLocal(`/local/${id}/${step.name}`, next);

  function forward(): void {
    setMissing(value.trim() === "");
    if (value.trim() === "") return;
    if (!isLast) return setAt(at + 1);
    const checked = checkAnswers(questionFields(widget), typed);
    if (checked.ok) void act("submit", checked.answers);
    else
      setAt(
        Math.max(
          0,
          questions.findIndex(({ name }) => name === checked.problems[0]?.path),
        ),
      );
  }

  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!disabled) forward();
      }}
    >
      <Progress label={strings.question(at + 1, questions.length)} value={at + 1} max={questions.length} />
      {step.options ? (
        <RadioGroup
          key={step.name}
          legend={step.question}
          options={step.options.map((option) => ({
            value: typeof option === "string" ? option : option.value,
            label: typeof option === "string" ? option : (option.label ?? option.value),
            disabled,
          }))}
          value={value}
          onValueChange={write}
        />
      ) : (
        <Field key={step.name} label={step.question}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              disabled={disabled}
              value={value}
              onChange={(event) => write(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {at > 0 ? (
          <Button variant="outline" onClick={() => setAt(at - 1)}>
            {strings.back}
          </Button>
        ) : null}
        <Button type="submit" disabled={!can || (answered && isLast)} busy={state === "pending"}>
          {isLast ? (widget.submit ?? strings.send) : strings.forward}
        </Button>
        {missing && value.trim() === "" ? (
          <span role="alert" className="text-destructive text-xs">
            {strings.required}
          </span>
        ) : null}
        <SentNote id={id} state={state} />
      </div>
    </form>
  );
}
