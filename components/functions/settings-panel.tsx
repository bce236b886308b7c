"use client";

import { useState } from "react";
import { moduleNames } from "../../lib/functions/module-names.ts";
import { ConditionsField, firstCondition } from "../definitions/conditions-field.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { Textarea } from "../ui/textarea.tsx";
import type { FunctionBody } from "./function-types.ts";
import { strings } from "./strings.ts";

interface Props {
  body: FunctionBody;
  onChange: (change: Partial<FunctionBody>) => void;
}

const limitNames = ["timeoutMs", "memoryMb", "outputBytes", "hostCalls"] as const;
const usual = { timeoutMs: 5_000, memoryMb: 64, outputBytes: 262_144, hostCalls: 50 };
const grantNames = ["hosts", "secrets", "data", "functions"] as const;

/** What the function may and how far: limits, grants, imports, approval. */
export function SettingsPanel({ body, onChange }: Props) {
  const approval = typeof body.approval === "object" ? "when" : (body.approval ?? "never");
  const inputs = Object.keys((body.inputSchema?.properties ?? {}) as object);
  const isSafe = body.retry === "safe" || (typeof body.retry === "object" && body.retry.safe === true);
  const imports = body.imports ?? [...moduleNames];
  return (
    <div className="grid gap-6">
      <p className="text-muted-foreground text-sm">{strings.sandbox}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={strings.language}>
          {(control) => (
            <Select
              {...control}
              options={[
                { value: "javascript", label: "JavaScript" },
                { value: "typescript", label: "TypeScript" },
              ]}
              value={body.language ?? "javascript"}
              onChange={(event) => onChange({ language: event.target.value as "javascript" | "typescript" })}
            />
          )}
        </Field>
        <Field label={strings.approval}>
          {(control) => (
            <Select
              {...control}
              options={(["never", "always", "when"] as const).map((value) => ({
                value,
                label: strings.approvals[value],
                disabled: value === "when" && approval !== "when" && inputs.length === 0,
              }))}
              value={approval}
              onChange={({ target }) =>
                onChange({
                  approval:
                    target.value === "when" ? { when: [firstCondition(inputs)] } : (target.value as "never" | "always"),
                })
              }
            />
          )}
        </Field>
      </div>
      {typeof body.approval === "object" ? (
        <ConditionsField
          of={strings.approval}
          conditions={body.approval.when}
          known={inputs}
          onChange={(when) => onChange({ approval: { when } })}
        />
      ) : null}
      <fieldset className="grid gap-3 sm:grid-cols-4">
        <legend className="mb-2 font-medium text-sm">{strings.limits}</legend>
        {limitNames.map((name) => (
          <Field key={name} label={strings[name]}>
            {(control) => (
              <Input
                {...control}
                type="number"
                inputMode="numeric"
                value={String(body.limits?.[name] ?? "")}
                placeholder={String(usual[name])}
                onChange={(event) => onChange({ limits: withLimit(body.limits, name, event.target.value) })}
              />
            )}
          </Field>
        ))}
      </fieldset>
      <fieldset className="grid gap-3 sm:grid-cols-2">
        <legend className="mb-1 font-medium text-sm">{strings.grants}</legend>
        <p className="text-muted-foreground text-xs sm:col-span-2">{strings.grantsHint}</p>
        {grantNames.map((name) => (
          <Lines
            key={name}
            label={strings[name]}
            values={body.grants?.[name] ?? []}
            onChange={(values) => onChange({ grants: { ...body.grants, [name]: values } })}
          />
        ))}
      </fieldset>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">{strings.imports}</legend>
        <p className="text-muted-foreground text-xs">{strings.importsHint}</p>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {moduleNames.map((name) => (
            <Checkbox
              key={name}
              label={<span className="font-mono">{name}</span>}
              checked={imports.includes(name)}
              onChange={(event) =>
                onChange({
                  imports: event.target.checked ? [...imports, name] : imports.filter((each) => each !== name),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <Checkbox
        label={strings.retry}
        checked={isSafe}
        onChange={(event) => onChange({ retry: event.target.checked ? "safe" : "never" })}
      />
      <Field label={strings.compensate}>
        {(control) => (
          <Input
            {...control}
            value={body.compensate ?? ""}
            onChange={(event) => onChange({ compensate: event.target.value === "" ? undefined : event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

function Lines({ label, values, onChange }: { label: string; values: string[]; onChange: (values: string[]) => void }) {
  const [text, setText] = useState(values.join("\n"));
  return (
    <Field label={label}>
      {(control) => (
        <Textarea
          {...control}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onChange(
              event.target.value
                .split("\n")
                .map((line) => line.trim())
                .filter((line) => line !== ""),
            );
          }}
        />
      )}
    </Field>
  );
}

function withLimit(
  limits: FunctionBody["limits"],
  name: (typeof limitNames)[number],
  text: string,
): FunctionBody["limits"] {
  const { [name]: _before, ...rest } = limits ?? {};
  return text === "" ? rest : { ...rest, [name]: Number(text) };
}
