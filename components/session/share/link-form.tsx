"use client";

import { type FormEvent, useState } from "react";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { sentenceOf } from "../chat-context.tsx";
import { aroundStrings } from "../strings-around.ts";
import type { WantedLink } from "./use-links.ts";

const words = aroundStrings.links;
const days = { "1": 1, "7": 7, "30": 30, never: null } as const;
type Days = keyof typeof days;

export function LinkForm({ onMake }: { onMake: (wanted: WantedLink) => Promise<string> }) {
  const [chosen, setChosen] = useState<Days>("7");
  const [withTools, setWithTools] = useState(false);
  const [busy, setBusy] = useState(false);
  const [address, setAddress] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      setAddress(await onMake({ expiresInDays: days[chosen], withTools }));
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <form className="grid gap-3" onSubmit={(event) => void submit(event)}>
        <Field label={words.expires} error={failure}>
          {(control) => (
            <Select
              {...control}
              value={chosen}
              onChange={(event) => setChosen(event.target.value as Days)}
              options={Object.entries(words.days).map(([value, label]) => ({ value, label }))}
              className="max-w-56"
            />
          )}
        </Field>
        <Checkbox
          label={words.withTools}
          hint={words.withToolsHint}
          checked={withTools}
          onChange={(event) => setWithTools(event.target.checked)}
        />
        <div>
          <Button type="submit" busy={busy}>
            {words.make}
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {address ? (
          <div className="mt-4 grid gap-1.5 rounded-lg border bg-card p-3">
            <p className="font-medium">{words.made}</p>
            <div className="flex items-center gap-1">
              <Input
                readOnly
                aria-label={words.address}
                value={address}
                onFocus={(event) => event.currentTarget.select()}
                className="min-w-0 flex-1 font-mono text-xs"
              />
              <CopyButton text={address} label={words.copy} />
            </div>
            <p className="flex flex-wrap gap-2">
              <OpenLink address={address} label={words.open} />
              <OpenLink address={`${address}/replay`} label={words.replay} />
            </p>
            <p className="text-muted-foreground text-xs">{words.local}</p>
          </div>
        ) : null}
      </div>
    </>
  );
}

function OpenLink({ address, label }: { address: string; label: string }) {
  return (
    <a href={address} target="_blank" rel="noreferrer" className={buttonStyle({ variant: "outline", size: "small" })}>
      {label}
    </a>
  );
}
