"use client";

import Plus from "lucide-react/icons/plus";
import Settings2 from "lucide-react/icons/settings-2";
import Trash2 from "lucide-react/icons/trash-2";
import { useState } from "react";
import type { FieldProblem } from "../../../lib/definitions/kind.ts";
import type { ChainStep } from "../../../lib/workflows/chain/chain.ts";
import { within } from "../../../lib/workflows/findings.ts";
import type { Nameable } from "../../../lib/workflows/graph/new-node.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Select } from "../../ui/select.tsx";
import { type ChainKind, chainKinds, kindOfStep, newChainStep, titleOfStep } from "./chain-step.ts";
import { FindingList } from "./finding-list.tsx";
import { chainStepFields } from "./how-fields.ts";
import { MoveButtons, swapped } from "./move-buttons.tsx";
import { named } from "./node-fields.ts";
import { Setting, Settings } from "./setting.tsx";
import { editStrings } from "./strings.ts";
import { useHow } from "./use-how.ts";

const { chain: words, fields, edit, addAfter, remove } = editStrings;

interface StepsProps {
  label: string;
  /** What is wrong with them, with places as seen from the list. */
  findings: readonly FieldProblem[];
  steps: readonly ChainStep[];
  onChange: (steps: ChainStep[]) => void;
}

/** One step after the other; some of them hold steps themselves. */
export function ChainSteps({ label, findings, steps, onChange }: StepsProps) {
  const { names } = useHow();
  const [open, setOpen] = useState<number | null>(null);
  const addAt = (at: number, kind: ChainKind) => {
    onChange(steps.toSpliced(at, 0, newChainStep(kind, names)));
    setOpen(at);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <ol aria-label={label} className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {steps.map((step, at) => {
          const title = titleOfStep(step);
          const isOpen = open === at;
          const mine = within(findings, String(at));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step of a chain is known by its place
            <li key={at} className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-md border bg-card p-2 text-sm">
              <div className="flex flex-wrap items-center gap-2">
                <span className="min-w-0 flex-1 basis-32 break-words font-medium">
                  {at + 1}. {title}
                </span>
                <Badge tone="outline">{words.kinds[kindOfStep(step)]}</Badge>
                <IconButton
                  size="small"
                  label={edit(title)}
                  icon={<Settings2 />}
                  aria-expanded={isOpen}
                  onClick={() => setOpen(isOpen ? null : at)}
                />
                <AddChainStep label={addAfter(title)} small onAdd={(kind) => addAt(at + 1, kind)} />
                <MoveButtons
                  title={title}
                  at={at}
                  count={steps.length}
                  onMove={(by) => {
                    onChange(swapped(steps, at, by));
                    if (isOpen) setOpen(at + by);
                  }}
                  onRemove={() => {
                    onChange(steps.toSpliced(at, 1));
                    setOpen(null);
                  }}
                />
              </div>
              <FindingList findings={isOpen ? mine.filter(({ path }) => path === "") : mine} />
              {isOpen ? (
                <StepForm
                  step={step}
                  names={names}
                  findings={mine}
                  onChange={(next) => onChange(steps.with(at, next))}
                />
              ) : null}
            </li>
          );
        })}
      </ol>
      {steps.length === 0 ? <p className="text-muted-foreground text-sm">{words.nothing}</p> : null}
      <AddChainStep label={words.add} onAdd={(kind) => addAt(steps.length, kind)} />
    </div>
  );
}

function AddChainStep({ label, small, onAdd }: { label: string; small?: boolean; onAdd: (kind: ChainKind) => void }) {
  return (
    <Menu
      label={label}
      items={chainKinds.map((kind) => ({ label: words.kinds[kind], onSelect: () => onAdd(kind) }))}
      trigger={(props) =>
        small ? (
          <IconButton {...props} size="small" label={label} icon={<Plus />} />
        ) : (
          <Button {...props} size="small" variant="outline" className="justify-self-start">
            <Plus aria-hidden="true" />
            {label}
          </Button>
        )
      }
    />
  );
}

interface FormProps<S extends ChainStep = ChainStep> {
  step: S;
  names: Nameable;
  findings: readonly FieldProblem[];
  onChange: (step: ChainStep) => void;
}

function StepForm(props: FormProps) {
  const { step, names, findings, onChange } = props;
  if ("parallel" in step) return <ParallelForm {...props} step={step} />;
  if ("when" in step) return <ConditionForm {...props} step={step} />;
  const kind = "agent" in step ? "agent" : "function" in step ? "function" : "person" in step ? "person" : "workflow";
  return (
    <Settings
      specs={chainStepFields(kind, names)}
      values={step as Readonly<Record<string, unknown>>}
      findings={findings}
      onChange={(field, value) => onChange(withField(step, field, value))}
    />
  );
}

function ParallelForm({ step, names, findings, onChange }: FormProps<Extract<ChainStep, { parallel: unknown }>>) {
  const { parallel, gather } = step;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <TitleField step={step} onChange={onChange} />
      {parallel.map((branch, at) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a branch is known by its place
          key={at}
          className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-md border border-dashed p-2"
        >
          <legend className="flex items-center gap-1 px-1 font-medium text-sm">
            {words.branch(at + 1)}
            <IconButton
              size="small"
              label={remove(words.branch(at + 1))}
              icon={<Trash2 />}
              onClick={() => onChange({ ...step, parallel: parallel.toSpliced(at, 1) })}
            />
          </legend>
          <ChainSteps
            label={words.branch(at + 1)}
            findings={within(findings, `parallel.${at}`)}
            steps={branch}
            onChange={(steps) => onChange({ ...step, parallel: parallel.with(at, steps) })}
          />
        </fieldset>
      ))}
      <Button
        size="small"
        variant="outline"
        className="justify-self-start"
        onClick={() => onChange({ ...step, parallel: [...parallel, [newChainStep("agent", names)]] })}
      >
        <Plus aria-hidden="true" />
        {words.addBranch}
      </Button>
      <Field label={words.gather}>
        {(control) => (
          <Select
            {...control}
            value={"merge" in gather ? `merge:${gather.merge}` : `agent:${gather.agent}`}
            onChange={({ target }) => {
              const [by, value = ""] = target.value.split(":");
              const rule = value as "texts";
              onChange({ ...step, gather: by === "merge" ? { merge: rule } : { ...gatherTask(gather), agent: value } });
            }}
            options={[
              ...Object.entries(fields.rules).map(([value, label]) => ({ value: `merge:${value}`, label })),
              ...named(names.agents).map(({ value }) => ({ value: `agent:${value}`, label: words.gatherBy(value) })),
            ]}
          />
        )}
      </Field>
      {"agent" in gather ? (
        <Setting
          spec={{ name: "task", label: fields.task, hint: fields.taskHint, as: "template" }}
          value={gather.task}
          findings={within(findings, "gather.task")}
          onChange={(value) => onChange({ ...step, gather: withField(gather, "task", value) })}
        />
      ) : null}
    </div>
  );
}

function ConditionForm({ step, findings, onChange }: FormProps<Extract<ChainStep, { when: unknown }>>) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <TitleField step={step} onChange={onChange} />
      <Setting
        spec={{ name: "when", label: words.condition, hint: words.conditionHint, as: "expression" }}
        value={step.when}
        findings={within(findings, "when")}
        onChange={(value) => onChange({ ...step, when: typeof value === "string" ? value : "" })}
      />
      <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-md border border-dashed p-2">
        <legend className="px-1 font-medium text-sm">{words.does}</legend>
        <ChainSteps
          label={words.does}
          findings={within(findings, "do")}
          steps={step.do}
          onChange={(steps) => onChange({ ...step, do: steps })}
        />
      </fieldset>
      <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-md border border-dashed p-2">
        <legend className="px-1 font-medium text-sm">{words.otherwise}</legend>
        <ChainSteps
          label={words.otherwise}
          findings={within(findings, "otherwise")}
          steps={step.otherwise ?? []}
          onChange={(steps) => onChange(withField(step, "otherwise", steps.length > 0 ? steps : undefined))}
        />
      </fieldset>
    </div>
  );
}

function TitleField({ step, onChange }: Pick<FormProps, "step" | "onChange">) {
  return (
    <Setting
      spec={{ name: "title", label: editStrings.title, as: "text" }}
      value={step.title}
      onChange={(value) => onChange(withField(step, "title", value))}
    />
  );
}

/** What the one that gathered was told goes to the next one. */
function gatherTask(gather: Extract<ChainStep, { parallel: unknown }>["gather"]): { task?: string } {
  return "task" in gather && gather.task !== undefined ? { task: gather.task } : {};
}

function withField<S extends object>(thing: S, field: string, value: unknown): S {
  return Object.fromEntries(Object.entries({ ...thing, [field]: value }).filter(([, each]) => each !== undefined)) as S;
}
