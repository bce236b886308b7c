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
import { Select } from "../../../../components/ui/select.tsx";
import { Textarea } from "../../../../components/ui/textarea.tsx";
import { SecretField } from "../secret-field.tsx";
import { strings } from "./strings.ts";

interface Props {
  secrets: readonly string[];
  /** What the operator allows. */
  programs: readonly string[];
}

type Kind = "http" | "stdio";

export function ServerForm({ secrets, programs }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>("http");
  const { busy, error, work, forget } = useWork();

  async function save(form: FormData): Promise<void> {
    const text = (field: string) => String(form.get(field) ?? "").trim();
    const approval = text("approval");
    const body = {
      name: text("name"),
      transport: kind === "http" ? httpOf(text) : stdioOf(text),
      ...(approval !== "usual" && { approval }),
    };
    if (!(await work(() => callApi("POST", "/mcp-servers", body)))) return;
    setOpen(false);
    announce(strings.added(body.name));
    router.refresh();
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        {strings.add}
      </Button>
      <FormDialog
        open={open}
        onOpenChange={(now) => {
          setOpen(now);
          forget();
        }}
        size="small"
        title={strings.add}
        submitLabel={strings.save}
        busy={busy}
        onSubmit={(form) => void save(new FormData(form))}
      >
        <Field label={strings.name} hint={strings.nameHint} required>
          {(control) => <Input {...control} name="name" maxLength={32} pattern="[a-z0-9]+(-[a-z0-9]+)*" />}
        </Field>
        <Field label={strings.kind}>
          {(control) => (
            <Select
              {...control}
              value={kind}
              onChange={(event) => setKind(event.target.value as Kind)}
              options={(["http", "stdio"] as const).map((value) => ({ value, label: strings.kinds[value] }))}
            />
          )}
        </Field>
        {kind === "http" ? <HttpFields secrets={secrets} /> : <StdioFields programs={programs} />}
        <Field label={strings.approval}>
          {(control) => (
            <Select
              {...control}
              name="approval"
              options={(["usual", "always", "never"] as const).map((value) => ({
                value,
                label: strings.approvals[value],
              }))}
            />
          )}
        </Field>
        <FailureLine>{error}</FailureLine>
      </FormDialog>
    </>
  );
}

function HttpFields({ secrets }: { secrets: readonly string[] }) {
  return (
    <>
      <Field label={strings.url} hint={strings.urlHint} required>
        {(control) => <Input {...control} name="url" type="url" maxLength={2_000} />}
      </Field>
      <SecretField hint={strings.secretHint} secrets={secrets} />
      <Field label={strings.header}>
        {(control) => <Input {...control} name="header" defaultValue="Authorization" maxLength={100} />}
      </Field>
    </>
  );
}

function StdioFields({ programs }: { programs: readonly string[] }) {
  return (
    <>
      <Field label={strings.command} hint={programs.length > 0 ? strings.commandHint : strings.stdioOff} required>
        {(control) =>
          programs.length > 0 ? (
            <Select {...control} name="command" options={programs.map((value) => ({ value, label: value }))} />
          ) : (
            <Input {...control} name="command" maxLength={1_000} />
          )
        }
      </Field>
      <Field label={strings.args} hint={strings.argsHint}>
        {(control) => <Textarea {...control} name="args" rows={2} spellCheck={false} className="font-mono" />}
      </Field>
    </>
  );
}

function httpOf(text: (field: string) => string) {
  const secret = text("secret");
  return {
    type: "http",
    url: text("url"),
    ...(secret && { headers: { [text("header") || "Authorization"]: { secret } } }),
  };
}

function stdioOf(text: (field: string) => string) {
  const args = text("args")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return { type: "stdio", command: text("command"), args };
}
