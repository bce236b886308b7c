"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../../../../components/ui/button.tsx";
import { Checkbox } from "../../../../components/ui/checkbox.tsx";
import { FailureLine } from "../../../../components/ui/failure-line.tsx";
import { Field } from "../../../../components/ui/field.tsx";
import { Input } from "../../../../components/ui/input.tsx";
import { SecretField } from "../secret-field.tsx";
import { strings } from "./strings.ts";

export interface Preview {
  title: string;
  version: string;
  baseUrl: string | null;
  operations: { id: string; method: string; path: string; summary: string; problem: string | null }[];
  truncated: boolean;
}

interface Props {
  preview: Preview;
  secrets: readonly string[];
  busy: boolean;
  error: string | null;
  onSave: (chosen: { name: string }) => void;
  onCancel: () => void;
}

const most = 200;

export function ChooseOperations({ preview, secrets, busy, error, onSave, onCancel }: Props) {
  const { title, version, baseUrl, operations, truncated } = preview;
  const possible = operations.filter(({ problem }) => problem === null).map(({ id }) => id);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const secret = String(form.get("secret"));
    onSave({
      name: String(form.get("name")).trim(),
      ...{
        baseUrl: String(form.get("baseUrl")).trim(),
        operations: [...chosen],
        ...(secret && { auth: { type: "bearer", secret } }),
      },
    });
  }

  return (
    <form className="grid gap-3 rounded-lg border bg-card p-4" autoComplete="off" onSubmit={save}>
      <h2 className="break-words font-semibold text-sm">{strings.found(title, version)}</h2>
      <div className="grid gap-3 md:grid-cols-3">
        <Field label={strings.name} hint={strings.nameHint} required>
          {(control) => <Input {...control} name="name" maxLength={32} pattern="[a-z0-9]+(-[a-z0-9]+)*" />}
        </Field>
        <Field label={strings.baseUrl} required>
          {(control) => <Input {...control} name="baseUrl" type="url" defaultValue={baseUrl ?? ""} />}
        </Field>
        <SecretField hint={strings.secretHint} secrets={secrets} />
      </div>
      <fieldset className="min-w-0">
        <legend className="mb-1 font-medium text-sm">{strings.operations}</legend>
        <div className="mb-2 flex gap-2">
          <Button variant="ghost" size="small" onClick={() => setChosen(new Set(possible.slice(0, most)))}>
            {strings.chooseAll}
          </Button>
          <Button variant="ghost" size="small" onClick={() => setChosen(new Set())}>
            {strings.chooseNone}
          </Button>
        </div>
        <ul className="grid max-h-96 gap-2 overflow-y-auto rounded-md border p-3">
          {operations.map(({ id, method, path, summary, problem }) => (
            <li key={id}>
              <Checkbox
                label={<span className="break-all font-mono text-xs">{`${method} ${path}`}</span>}
                hint={problem ?? summary}
                disabled={problem !== null}
                checked={chosen.has(id)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.target.checked) next.add(id);
                  else next.delete(id);
                  setChosen(next);
                }}
              />
            </li>
          ))}
        </ul>
        {truncated ? <p className="mt-2 text-muted-foreground text-xs">{strings.truncated}</p> : null}
      </fieldset>
      <FailureLine>{error}</FailureLine>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy} disabled={chosen.size === 0}>
          {strings.save(chosen.size)}
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          {strings.cancel}
        </Button>
      </div>
    </form>
  );
}
