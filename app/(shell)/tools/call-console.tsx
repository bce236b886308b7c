"use client";

import Play from "lucide-react/icons/play";
import { type FormEvent, useState } from "react";
import { callApi } from "../../../components/live/call-api.ts";
import { useWork } from "../../../components/live/use-work.ts";
import { JsonText } from "../../../components/session/cards/json-text.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { FailureLine } from "../../../components/ui/failure-line.tsx";
import { Field } from "../../../components/ui/field.tsx";
import { Textarea } from "../../../components/ui/textarea.tsx";
import { argumentFields, argumentsFrom } from "../../../lib/tools/argument-fields.ts";
import { ArgumentInput } from "./argument-input.tsx";
import { strings } from "./strings.ts";

interface Told {
  content: string;
  details?: unknown;
  ms: number;
}

/** A form made from the tool's schema, and what came of the call. */
export function CallConsole({ tool, schema }: { tool: string; schema: Record<string, unknown> }) {
  const fields = argumentFields(schema);
  const [asJson, setAsJson] = useState(false);
  const [wrong, setWrong] = useState<{ field: string; sentence: string } | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const { busy, error, work, forget } = useWork();

  async function call(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    forget();
    setWrong(null);
    const form = new FormData(event.currentTarget);
    const args = asJson
      ? argumentsFrom([{ name: "", label: "", hint: "", required: true, kind: "json" }], () => String(form.get("json")))
      : argumentsFrom(fields, (name) => String(form.get(`argument ${name}`) ?? ""));
    if (!args.ok) {
      const sentence = args.problem === "json" ? strings.notJson : strings.notNumber;
      return setWrong({ field: args.field, sentence });
    }
    const given = asJson ? args.value[""] : args.value;
    await work(async () => {
      setTold(null);
      setTold(await callApi<Told>("POST", "/tools/call", { tool, arguments: given }));
    });
  }

  return (
    <form className="grid gap-3" autoComplete="off" onSubmit={(event) => void call(event)}>
      {asJson ? (
        <Field label={strings.asJson} error={wrong?.sentence}>
          {(control) => (
            <Textarea {...control} name="json" rows={5} spellCheck={false} defaultValue="{}" className="font-mono" />
          )}
        </Field>
      ) : (
        fields.map((field) => (
          <ArgumentInput
            key={field.name}
            field={field}
            error={wrong?.field === field.name ? wrong.sentence : undefined}
          />
        ))
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy}>
          {busy ? null : <Play aria-hidden="true" />}
          {strings.call}
        </Button>
        {fields.length > 0 ? (
          <Button variant="ghost" onClick={() => setAsJson(!asJson)}>
            {asJson ? strings.asForm : strings.asJson}
          </Button>
        ) : null}
      </div>
      <FailureLine>{error}</FailureLine>
      <div role="status" className="empty:hidden">
        {told ? (
          <>
            <JsonText label={strings.result(told.ms)} value={told.content} />
            {told.details === undefined ? null : <JsonText label={strings.details} value={told.details} />}
          </>
        ) : null}
      </div>
    </form>
  );
}
