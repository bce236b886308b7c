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
import { RemoveButton } from "../../../../components/ui/remove-button.tsx";
import { strings } from "./strings.ts";

interface Props {
  provider: string;
  /** Who gave the key that is used now; null: nobody. */
  from: "environment" | "settings" | null;
}

/** Gives a provider its key, replaces it, forgets it. What is typed is kept nowhere in the page. */
export function ProviderKey({ provider, from }: Props) {
  const router = useRouter();
  const [replacing, setReplacing] = useState(false);
  const { busy, error, work } = useWork();
  const path = `/providers/${provider}/key` as const;

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const apiKey = String(new FormData(form).get("apiKey"));
    if (!(await work(() => callApi("PUT", path, { apiKey })))) return;
    form.reset();
    setReplacing(false);
    announce(strings.key.kept(provider));
    router.refresh();
  }

  async function forget(): Promise<void> {
    await callApi("DELETE", path);
    announce(strings.key.forgotten(provider));
    router.refresh();
  }

  if (from === "environment") return <p className="text-muted-foreground text-xs">{strings.key.fromEnvironment}</p>;
  if (from === "settings" && !replacing)
    return (
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-48 text-muted-foreground text-xs">{strings.key.fromSettings}</p>
        <Button
          variant="outline"
          size="small"
          aria-label={strings.key.replaceOf(provider)}
          onClick={() => setReplacing(true)}
        >
          {strings.key.replace}
        </Button>
        <RemoveButton
          label={strings.key.forget}
          labelOf={strings.key.forgetOf(provider)}
          title={strings.key.forgetTitle(provider)}
          hint={strings.key.forgetHint}
          onRemove={forget}
        />
      </div>
    );
  return (
    <form autoComplete="off" className="grid gap-2" onSubmit={(event) => void save(event)}>
      <Field label={strings.key.labelOf(provider)}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              name="apiKey"
              type="password"
              required
              autoComplete="new-password"
              minLength={8}
              className="min-w-0 flex-1"
            />
            <Button type="submit" busy={busy}>
              {strings.key.save}
            </Button>
            {replacing ? (
              <Button variant="ghost" onClick={() => setReplacing(false)}>
                {strings.key.cancel}
              </Button>
            ) : null}
          </div>
        )}
      </Field>
      <FailureLine>{error}</FailureLine>
    </form>
  );
}
