"use client";

import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import type { FieldProblem } from "../../../lib/definitions/kind.ts";
import { within } from "../../../lib/workflows/findings.ts";
import { JsonField } from "../../definitions/json-field.tsx";
import { SchemaField } from "../../definitions/schema-field.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { cn } from "../../ui/cn.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import { sentenceOf } from "./finding-list.tsx";
import { MoveButtons, swapped } from "./move-buttons.tsx";
import { editStrings as words } from "./strings.ts";

/** What another field beside it must hold; without `is`, anything. */
export interface Condition {
  field: string;
  is?: string;
}

/** One field of a form. `as` says how it is asked for. */
export type FieldSpec = { name: string; label: string; hint?: string; onlyIf?: Condition } & (
  | { as: "text" | "area" | "expression" | "template" | "lines" | "words" | "json" | "schema" }
  | { as: "number"; min?: number; max?: number; step?: number }
  /** `none`: what it is called where nothing is chosen; without, something must be. */
  | { as: "choice"; options: readonly { value: string; label: string }[]; none?: string }
  | { as: "check"; usually: boolean }
  /** `one` is what a single row is called. */
  | { as: "rows"; one: string; of: readonly FieldSpec[]; empty: Readonly<Record<string, unknown>>; add: string }
  | { as: "group"; of: readonly FieldSpec[] }
);

type Findings = readonly FieldProblem[];

interface Props<S extends FieldSpec = FieldSpec> {
  spec: S;
  value: unknown;
  /** What is wrong with it, with places as seen from it. */
  findings?: Findings;
  /** Undefined: it is left out. */
  onChange: (value: unknown) => void;
}

type SpecAs<A extends FieldSpec["as"]> = Extract<FieldSpec, { as: A }>;

export function Setting(props: Props) {
  const { spec, value, findings = [], onChange } = props;
  const { label, hint } = spec;
  const error = errorOf(findings);
  switch (spec.as) {
    case "check":
      return (
        <Checkbox
          label={label}
          hint={hint}
          checked={(value ?? spec.usually) === true}
          onChange={({ target }) => onChange(target.checked === spec.usually ? undefined : target.checked)}
        />
      );
    case "choice":
      return (
        <Field label={label} hint={hint} error={error}>
          {(control) => (
            <Select
              {...control}
              value={String(value ?? "")}
              onChange={({ target }) => onChange(target.value === "" ? undefined : target.value)}
              options={optionsOf(spec, value)}
            />
          )}
        </Field>
      );
    case "number":
      return (
        <Field label={label} hint={hint} error={error}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={spec.min}
              max={spec.max}
              step={spec.step ?? 1}
              value={typeof value === "number" ? value : ""}
              onChange={({ target }) => onChange(target.value === "" ? undefined : Number(target.value))}
            />
          )}
        </Field>
      );
    case "lines":
    case "words":
      return <ListSetting {...props} spec={spec as SpecAs<"lines">} />;
    case "json":
      return <JsonField {...{ label, hint, error, value, onChange }} />;
    case "schema":
      return <SchemaField {...{ label, hint, error, value, onChange }} />;
    case "rows":
      return <RowsSetting {...props} spec={spec} />;
    case "group":
      return (
        <fieldset className="@container grid grid-cols-[minmax(0,1fr)] gap-3 rounded-md border p-3">
          <legend className="px-1 font-medium text-sm">{label}</legend>
          <Settings
            specs={spec.of}
            values={recordOf(value)}
            findings={findings}
            className={spec.of.every(({ as }) => as === "number") ? "@md:grid-cols-2" : undefined}
            onChange={(field, to) => {
              const next = shownOf(spec.of, without({ ...recordOf(value), [field]: to }));
              onChange(Object.keys(next).length > 0 ? next : undefined);
            }}
          />
          <OwnError findings={findings} />
        </fieldset>
      );
    default:
      return <TextSetting {...props} spec={spec} />;
  }
}

interface SettingsProps {
  specs: readonly FieldSpec[];
  values: Readonly<Record<string, unknown>>;
  findings: Findings;
  onChange: (field: string, value: unknown) => void;
  className?: string | undefined;
}

/** A form, field by field. */
export function Settings({ specs, values, findings, onChange, className }: SettingsProps) {
  return (
    <div className={cn("grid grid-cols-[minmax(0,1fr)] gap-3", className)}>
      {specs.filter(isShown(values)).map((spec) => (
        <Setting
          key={spec.name}
          spec={spec}
          value={values[spec.name]}
          findings={within(findings, spec.name)}
          onChange={(value) => onChange(spec.name, value)}
        />
      ))}
    </div>
  );
}

function TextSetting({ spec, value, findings = [], onChange }: Props) {
  const text = typeof value === "string" ? value : "";
  const put = (next: string) => onChange(next === "" ? undefined : next);
  const isCode = spec.as === "expression" || spec.as === "template";
  const isLong = spec.as === "area" || spec.as === "template";
  return (
    <Field label={spec.label} hint={spec.hint} error={errorOf(findings)}>
      {(control) =>
        isLong ? (
          <Textarea
            {...control}
            rows={3}
            spellCheck={!isCode}
            value={text}
            onChange={({ target }) => put(target.value)}
          />
        ) : (
          <Input
            {...control}
            spellCheck={!isCode}
            autoComplete="off"
            className={isCode ? "font-mono text-xs" : undefined}
            value={text}
            onChange={({ target }) => put(target.value)}
          />
        )
      }
    </Field>
  );
}

/** One a line, or separated by commas. What is typed stays as it is while it is typed. */
function ListSetting({ spec, value, findings = [], onChange }: Props) {
  const isLines = spec.as === "lines";
  const told = Array.isArray(value) ? value.map(String) : [];
  const [text, setText] = useState(() => told.join(isLines ? "\n" : ", "));
  const split = (from: string) =>
    from
      .split(isLines ? "\n" : ",")
      .map((each) => each.trim())
      .filter((each) => each !== "");
  // What was changed elsewhere, as by undoing, is shown; what merely has other spaces is not.
  const shown = split(text).join("\n") === told.join("\n") ? text : told.join(isLines ? "\n" : ", ");
  return (
    <Field
      label={spec.label}
      hint={spec.hint ?? (isLines ? words.onePerLine : words.withCommas)}
      error={errorOf(findings)}
    >
      {(control) => (
        <Textarea
          {...control}
          rows={isLines ? 2 : 1}
          value={shown}
          onChange={({ target }) => {
            setText(target.value);
            const list = split(target.value);
            onChange(list.length > 0 ? list : undefined);
          }}
        />
      )}
    </Field>
  );
}

function RowsSetting({ spec, value, findings = [], onChange }: Props<SpecAs<"rows">>) {
  const rows = Array.isArray(value) ? value.map(recordOf) : [];
  const put = (next: readonly Record<string, unknown>[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <legend className="mb-1 font-medium text-sm">{spec.label}</legend>
      {spec.hint ? <p className="text-muted-foreground text-xs leading-relaxed">{spec.hint}</p> : null}
      {rows.map((row, at) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place
          key={at}
          className="flex items-start gap-2 rounded-md border p-2"
        >
          <legend className="sr-only">{words.row(spec.one, at + 1)}</legend>
          <div className="min-w-0 flex-1">
            <Settings
              specs={spec.of}
              values={row}
              findings={within(findings, String(at))}
              onChange={(field, to) => put(rows.with(at, without({ ...row, [field]: to ?? emptyOf(spec, field) })))}
            />
          </div>
          <MoveButtons
            title={words.row(spec.one, at + 1)}
            at={at}
            count={rows.length}
            onMove={(by) => put(swapped(rows, at, by))}
            onRemove={() => put(rows.toSpliced(at, 1))}
          />
        </fieldset>
      ))}
      <OwnError findings={findings} />
      <Button
        size="small"
        variant="outline"
        className="justify-self-start"
        onClick={() => put([...rows, { ...spec.empty }])}
      >
        <Plus aria-hidden="true" />
        {spec.add}
      </Button>
    </fieldset>
  );
}

/** What is wrong with all of it, and with nothing in it alone. */
function OwnError({ findings }: { findings: Findings }) {
  const error = errorOf(findings.filter(({ path }) => path === ""));
  return error ? <p className="text-destructive text-xs">{error}</p> : null;
}

/** The first thing that is in the way. */
function errorOf(findings: Findings): string | undefined {
  const first = findings.find(({ warns }) => !warns);
  return first && sentenceOf(first.path, first.message);
}

const isShown =
  (values: Readonly<Record<string, unknown>>) =>
  ({ onlyIf }: FieldSpec): boolean =>
    !onlyIf || (onlyIf.is === undefined ? values[onlyIf.field] !== undefined : values[onlyIf.field] === onlyIf.is);

/** What is not asked for any more is left out with the field. */
function shownOf(specs: readonly FieldSpec[], values: Record<string, unknown>): Record<string, unknown> {
  const hidden = new Set(specs.filter((spec) => !isShown(values)(spec)).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.has(name)));
}

/** A text that must be there is emptied, not left out. */
function emptyOf({ empty }: SpecAs<"rows">, field: string): unknown {
  return typeof empty[field] === "string" ? "" : undefined;
}

/** What is chosen and not there any more can still be seen. */
function optionsOf({ options, none }: SpecAs<"choice">, value: unknown) {
  const isKnown = value === undefined || options.some((option) => option.value === value);
  return [
    ...(none === undefined && value !== undefined ? [] : [{ value: "", label: none ?? words.choose }]),
    ...options,
    ...(isKnown ? [] : [{ value: String(value), label: words.unknown(String(value)) }]),
  ];
}

function recordOf(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
}

function without(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
