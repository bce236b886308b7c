"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { callApi } from "../../../../components/live/call-api.ts";
import { useWork } from "../../../../components/live/use-work.ts";
import { announce } from "../../../../components/ui/announce.ts";
import { Button } from "../../../../components/ui/button.tsx";
import { FailureLine } from "../../../../components/ui/failure-line.tsx";
import { Field } from "../../../../components/ui/field.tsx";
import { Input } from "../../../../components/ui/input.tsx";
import { Textarea } from "../../../../components/ui/textarea.tsx";
import { ChooseOperations, type Preview } from "./choose-operations.tsx";
import { strings } from "./strings.ts";

type Given = { url: string } | { document: string };

/** First a look at what a description offers, then the choice. Nothing is kept before that. */
export function ImportForm({ secrets }: { secrets: readonly string[] }) {
  const router = useRouter();
  const [looked, setLooked] = useState<{ given: Given; preview: Preview } | null>(null);
  const { busy, error, work } = useWork();

  async function look(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const url = String(form.get("url")).trim();
    const given = url ? { url } : { document: String(form.get("document")) };
    await work(async () => setLooked({ given, preview: await callApi("POST", "/openapi-imports/preview", given) }));
  }

  async function save(chosen: object & { name: string }): Promise<void> {
    if (!(await work(() => callApi("POST", "/openapi-imports", { ...looked?.given, ...chosen })))) return;
    setLooked(null);
    announce(strings.made(chosen.name));
    router.refresh();
  }

  if (looked)
    return (
      <ChooseOperations
        preview={looked.preview}
        secrets={secrets}
        busy={busy}
        error={error}
        onSave={(chosen) => void save(chosen)}
        onCancel={() => setLooked(null)}
      />
    );
  return (
    <form
      className="grid gap-3 rounded-lg border bg-card p-4"
      autoComplete="off"
      onSubmit={(event) => void look(event)}
    >
      <Field label={strings.url} hint={strings.urlHint}>
        {(control) => <Input {...control} name="url" type="url" maxLength={2_000} />}
      </Field>
      <Field label={strings.document}>
        {(control) => (
          <Textarea {...control} name="document" rows={3} spellCheck={false} className="font-mono text-[0.8125rem]" />
        )}
      </Field>
      <FailureLine>{error}</FailureLine>
      <Button type="submit" busy={busy} className="justify-self-start">
        {strings.look}
      </Button>
    </form>
  );
}
