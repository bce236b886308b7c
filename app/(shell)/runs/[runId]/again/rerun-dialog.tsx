"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { callApi } from "../../../../../components/live/call-api.ts";
import { Field } from "../../../../../components/ui/field.tsx";
import { FormDialog } from "../../../../../components/ui/form-dialog.tsx";
import { Select } from "../../../../../components/ui/select.tsx";
import { Textarea } from "../../../../../components/ui/textarea.tsx";
import { runAddress } from "../run-address.ts";
import { strings } from "./strings.ts";

/** Where a run is to begin again, and what it was given there. */
export interface RerunPlace {
  runId: string;
  agent: string;
  agentVersion: number;
  conducts: boolean;
  /** None: from the start. */
  step?: { name: string; from: { turnId: string } | { callId: string } };
  /** From the start. */
  task?: string;
  /** From a call. */
  arguments?: unknown;
}

interface Props {
  place: RerunPlace;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const asWas = "same";

export function RerunDialog({ place, open, onOpenChange }: Props) {
  const router = useRouter();
  const given = place.step ? JSON.stringify(place.arguments, null, 2) : place.task;
  const [version, setVersion] = useState(asWas);
  const [model, setModel] = useState("");
  const [text, setText] = useState(given ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const models = useOffered(open && !place.conducts, "/models", (each: { name: string; unavailable: string | null }) =>
    each.unavailable === null ? [each.name] : [],
  );
  const kind = place.conducts ? "workflows" : "agents";
  const versions = useOffered(open, `/${kind}/${place.agent}/versions`, (each: { version: number }) => [each.version]);

  async function submit(): Promise<void> {
    const changed = text !== given;
    const parsed = changed && place.step ? parseJson(text) : undefined;
    if (changed && place.step && parsed === undefined) return setProblem(strings.notJson);
    setProblem(null);
    setBusy(true);
    try {
      const { runId } = await callApi<{ runId: string }>("POST", `/runs/${place.runId}/rerun`, {
        ...(place.step && { from: place.step.from }),
        ...(version !== asWas && { version: version === "published" ? version : Number(version) }),
        ...(model && { model }),
        ...(changed && (place.step ? { arguments: parsed } : { content: text })),
      });
      router.push(runAddress(runId));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  }

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={place.step ? strings.fromStep(place.step.name) : strings.fromStart}
      description={strings.describe}
      submitLabel={strings.begin}
      busy={busy}
      onSubmit={() => void submit()}
    >
      <Field label={strings.version}>
        {(control) => (
          <Select
            {...control}
            value={version}
            onChange={(event) => setVersion(event.target.value)}
            options={[
              { value: asWas, label: strings.same(place.agentVersion) },
              { value: "published", label: strings.published },
              ...versions
                .filter((each) => each !== place.agentVersion)
                .map((each) => ({ value: String(each), label: strings.numbered(each) })),
            ]}
          />
        )}
      </Field>
      {place.conducts ? null : (
        <Field label={strings.model}>
          {(control) => (
            <Select
              {...control}
              value={model}
              onChange={(event) => setModel(event.target.value)}
              options={[
                { value: "", label: strings.ownModel },
                ...models.map((name) => ({ value: name, label: name })),
              ]}
            />
          )}
        </Field>
      )}
      {given === undefined ? null : (
        <Field label={place.step ? strings.arguments : strings.task}>
          {(control) => (
            <Textarea
              {...control}
              rows={place.step ? 6 : 3}
              className={place.step ? "font-mono text-xs" : undefined}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      )}
      <p role="alert" className="text-destructive">
        {problem}
      </p>
    </FormDialog>
  );
}

/** What the server has to choose from; empty until it has said so, and where it cannot. */
function useOffered<T, Value>(wanted: boolean, path: `/${string}`, values: (each: T) => Value[]): Value[] {
  const [found, setFound] = useState<Value[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is made of an answer does not change
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    callApi<{ items: T[] }>("GET", path).then(
      ({ items }) => gone || setFound(items.flatMap(values)),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [wanted, path]);
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
