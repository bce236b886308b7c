"use client";

import Plus from "lucide-react/icons/plus";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi } from "../../../../components/live/call-api.ts";
import { useWork } from "../../../../components/live/use-work.ts";
import { announce } from "../../../../components/ui/announce.ts";
import { Button } from "../../../../components/ui/button.tsx";
import { FailureLine } from "../../../../components/ui/failure-line.tsx";
import { Field } from "../../../../components/ui/field.tsx";
import { FormDialog } from "../../../../components/ui/form-dialog.tsx";
import { Input } from "../../../../components/ui/input.tsx";
import { Textarea } from "../../../../components/ui/textarea.tsx";
import type { SecretInfo } from "../../../../lib/secrets/secret-info.ts";
import { strings } from "./strings.ts";

/** Gives a new secret, or an old one a new value. What is typed is kept nowhere in the page. */
export function SecretForm({ secret }: { secret?: SecretInfo }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { busy, error, work, forget } = useWork();

  async function save(form: FormData): Promise<void> {
    const name = secret?.name ?? String(form.get("name"));
    const hosts = String(form.get("hosts"))
      .split(/[\s,]+/)
      .filter(Boolean);
    const body = { value: String(form.get("value")), ...(hosts.length > 0 && { hosts }) };
    if (!(await work(() => callApi("PUT", `/secrets/${encodeURIComponent(name)}`, body)))) return;
    setOpen(false);
    announce(strings.saved(name));
    router.refresh();
  }

  return (
    <>
      {secret ? (
        <Button variant="outline" size="small" aria-label={strings.rotateOf(secret.name)} onClick={() => setOpen(true)}>
          {strings.rotate}
        </Button>
      ) : (
        <Button onClick={() => setOpen(true)}>
          <Plus aria-hidden="true" />
          {strings.add}
        </Button>
      )}
      <FormDialog
        open={open}
        onOpenChange={(now) => {
          setOpen(now);
          forget();
        }}
        size="small"
        title={secret ? strings.rotateOf(secret.name) : strings.add}
        description={secret ? strings.rotateHint : undefined}
        submitLabel={strings.save}
        busy={busy}
        onSubmit={(form) => void save(new FormData(form))}
      >
        {secret ? null : (
          <Field label={strings.name} hint={strings.nameHint} required>
            {(control) => <Input {...control} name="name" maxLength={100} pattern="[A-Za-z0-9][A-Za-z0-9_.\-]*" />}
          </Field>
        )}
        <Field label={strings.value} hint={strings.valueHint} required>
          {(control) => <Input {...control} name="value" type="password" autoComplete="new-password" minLength={8} />}
        </Field>
        <Field label={strings.hosts} hint={strings.hostsHint} required>
          {(control) => (
            <Textarea {...control} name="hosts" rows={2} spellCheck={false} defaultValue={secret?.hosts.join("\n")} />
          )}
        </Field>
        <FailureLine>{error}</FailureLine>
      </FormDialog>
    </>
  );
}
