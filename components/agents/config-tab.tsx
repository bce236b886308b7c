"use client";

import { defaultLimits } from "../../lib/core/agent.ts";
import { SchemaField } from "../definitions/schema-field.tsx";
import { useDraft } from "../definitions/use-draft.ts";
import { callApi } from "../live/call-api.ts";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { toast } from "../ui/toast.ts";
import { ModelChain, type ModelEntry } from "./model-chain.tsx";
import { strings } from "./strings.ts";
import { WordsField } from "./words-field.tsx";

interface Props {
  models: readonly string[];
  agents: readonly string[];
  tags: readonly string[];
  onTags: (tags: string[]) => void;
}

const limitNames = ["turns", "tokens", "seconds", "cost", "depth", "children"] as const;

/** Everything about an agent but its words and its tools. */
export function ConfigTab({ models, agents, tags, onTags }: Props) {
  const { name, body, change } = useDraft();
  const limits = (body.limits ?? {}) as Record<string, number>;
  const memory = (body.memory ?? {}) as { data?: string[] };

  async function keepTags(wanted: string[]): Promise<void> {
    const added = wanted.filter((tag) => !tags.includes(tag));
    const gone = tags.filter((tag) => !wanted.includes(tag));
    const ask = (action: string, which: string[]) =>
      which.length > 0 ? callApi("POST", "/agents/bulk", { names: [name], action, tags: which }) : null;
    try {
      await ask("tag", added);
      await ask("untag", gone);
      onTags(wanted);
    } catch (error) {
      toast({ title: strings.failed, description: (error as Error).message, tone: "destructive" });
    }
  }

  return (
    <div className="grid gap-5">
      <Field label={strings.description} hint={strings.descriptionHint}>
        {(control) => (
          <Textarea
            {...control}
            value={String(body.description ?? "")}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={strings.emoji}>
          {(control) => (
            <Input
              {...control}
              maxLength={16}
              value={String(body.emoji ?? "")}
              onChange={(event) => change({ emoji: event.target.value })}
            />
          )}
        </Field>
        <Field label={strings.color}>
          {(control) => (
            <Select
              {...control}
              value={String(body.color ?? "")}
              onChange={({ target }) => change({ color: target.value === "" ? undefined : Number(target.value) })}
              options={[
                { value: "", label: strings.colorOwn },
                ...[1, 2, 3, 4, 5, 6, 7, 8].map((each) => ({ value: String(each), label: strings.colorNumber(each) })),
              ]}
            />
          )}
        </Field>
      </div>
      <WordsField
        label={strings.tags}
        hint={strings.tagsHint}
        value={tags}
        onChange={() => {}}
        onDone={(wanted) => void keepTags(wanted)}
      />
      <ModelChain
        entries={(body.models ?? []) as ModelEntry[]}
        known={models}
        onChange={(entries) => change({ models: entries })}
      />
      <WordsField
        label={strings.capabilities}
        hint={strings.capabilitiesHint}
        value={(body.capabilities ?? []) as string[]}
        onChange={(words) => change({ capabilities: words.length > 0 ? words : undefined })}
      />
      <fieldset className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <legend className="mb-1 font-medium text-sm">{strings.limits}</legend>
        {limitNames.map((each) => (
          <Field key={each} label={strings.limit[each]}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                step={each === "cost" ? 0.01 : 1}
                value={limits[each] ?? ""}
                placeholder={defaultLimits[each] === undefined ? strings.noLimit : String(defaultLimits[each])}
                onChange={({ target }) => change({ limits: withLimit(limits, each, target.value) })}
              />
            )}
          </Field>
        ))}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={strings.fallback}>
          {(control) => (
            <Select
              {...control}
              value={String(body.fallback ?? "")}
              onChange={({ target }) => change({ fallback: target.value })}
              options={[
                { value: "", label: strings.nobody },
                ...[...new Set([...agents.filter((each) => each !== name), body.fallback].filter(isText))].map(
                  (each) => ({ value: each, label: each }),
                ),
              ]}
            />
          )}
        </Field>
        <Field label={strings.whileRunning}>
          {(control) => (
            <Select
              {...control}
              value={String(body.whileRunning ?? "queue")}
              onChange={({ target }) => change({ whileRunning: target.value })}
              options={(["queue", "steer", "interrupt", "reject"] as const).map((value) => ({
                value,
                label: strings.modes[value],
              }))}
            />
          )}
        </Field>
      </div>
      <WordsField
        lines
        label={strings.suggestions}
        hint={strings.suggestionsHint}
        value={(body.suggestions ?? []) as string[]}
        onChange={(lines) => change({ suggestions: lines.length > 0 ? lines : undefined })}
      />
      <WordsField
        label={strings.memory}
        hint={strings.memoryHint}
        value={memory.data ?? []}
        onChange={(data) => change({ memory: data.length > 0 ? { data } : undefined })}
      />
      <SchemaField
        label={strings.inputSchema}
        hint={strings.inputSchemaHint}
        value={body.inputSchema}
        onChange={(inputSchema) => change({ inputSchema })}
      />
      <SchemaField
        label={strings.outputSchema}
        hint={strings.outputSchemaHint}
        value={body.outputSchema}
        onChange={(outputSchema) => change({ outputSchema })}
      />
    </div>
  );
}

function withLimit(limits: Record<string, number>, name: string, text: string): Record<string, number> | undefined {
  const { [name]: _old, ...others } = limits;
  const next = text === "" ? others : { ...others, [name]: Number(text) };
  return Object.keys(next).length > 0 ? next : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
