"use client";

import ArrowUp from "lucide-react/icons/arrow-up";
import X from "lucide-react/icons/x";
import { useId } from "react";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Input } from "../ui/input.tsx";
import { strings } from "./strings.ts";

interface Sampling {
  temperature?: number;
}
export type ModelEntry = string | { name: string; sampling?: Sampling };

interface Props {
  entries: readonly ModelEntry[];
  /** What there is to choose from; any other may be written. */
  known: readonly string[];
  onChange: (entries: ModelEntry[] | undefined) => void;
}

/** Models in order of preference, each with its own temperature where it needs one. */
export function ModelChain({ entries, known, onChange }: Props) {
  const listId = useId();
  const put = (next: ModelEntry[]) => onChange(next.length > 0 ? next : undefined);
  const replace = (at: number, entry: ModelEntry) => put(entries.map((each, index) => (index === at ? entry : each)));
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium text-sm">{strings.models}</legend>
      <p className="text-muted-foreground text-xs">{strings.modelsHint}</p>
      <datalist id={listId}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {entries.map((entry, at) => {
        const { name, sampling } = typeof entry === "string" ? { name: entry, sampling: undefined } : entry;
        const what = strings.model(at + 1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no identity but its place
          <div key={at} className="flex flex-wrap items-center gap-2">
            <Input
              aria-label={what}
              list={listId}
              value={name}
              className="min-w-0 flex-1 basis-48 font-mono"
              onChange={({ target }) => replace(at, sampling ? { name: target.value, sampling } : target.value)}
            />
            <Input
              aria-label={strings.temperatureOf(at + 1)}
              type="number"
              min={0}
              max={2}
              step={0.1}
              placeholder={strings.temperature}
              value={sampling?.temperature ?? ""}
              className="w-32"
              onChange={({ target }) =>
                replace(
                  at,
                  target.value === "" ? name : { name, sampling: { ...sampling, temperature: Number(target.value) } },
                )
              }
            />
            <IconButton
              label={strings.up(what)}
              icon={<ArrowUp aria-hidden="true" />}
              disabled={at === 0}
              onClick={() => put(moveUp(entries, at))}
            />
            <IconButton
              label={strings.remove(what)}
              icon={<X aria-hidden="true" />}
              onClick={() => put(entries.filter((_, index) => index !== at))}
            />
          </div>
        );
      })}
      <div>
        <Button
          variant="outline"
          size="small"
          onClick={() => put([...entries, known.find((name) => !entries.map(nameOf).includes(name)) ?? "demo/demo"])}
        >
          {strings.addModel}
        </Button>
      </div>
    </fieldset>
  );
}

function nameOf(entry: ModelEntry): string {
  return typeof entry === "string" ? entry : entry.name;
}

function moveUp<T>(list: readonly T[], at: number): T[] {
  const moved = list.filter((_, index) => index !== at);
  moved.splice(at - 1, 0, list[at] as T);
  return moved;
}
