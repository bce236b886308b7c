"use client";

import X from "lucide-react/icons/x";
import { useState } from "react";
import type { AgentCase, Expectation } from "../../lib/agents/agent-case.ts";
import { callApi } from "../live/call-api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { strings } from "./strings.ts";

export interface EditedCase extends AgentCase {
  id?: string;
  title: string;
}

interface Props {
  /** `/agents/general`. */
  path: `/${string}`;
  initial: EditedCase;
  onClose: () => void;
  onSaved: () => void;
}

type Kind = Expectation["is"];
interface Row {
  is: Kind;
  text: string;
}

/** A message and what is expected of the answer. */
export function CaseDialog({ path, initial, onClose, onSaved }: Props) {
  const [title, setTitle] = useState(initial.title);
  const [message, setMessage] = useState(initial.message);
  const [rows, setRows] = useState<Row[]>(initial.expect.map(rowOf));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function save(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      const made = { title: title.trim(), message, expect: rows.map(expectationOf) };
      if (initial.id) await callApi("PUT", `${path}/cases/${initial.id}`, made);
      else await callApi("POST", `${path}/cases`, made);
      onSaved();
      onClose();
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  const replace = (at: number, row: Row) => setRows(rows.map((each, index) => (index === at ? row : each)));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={initial.id ? strings.editCase : strings.newCase}
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button busy={busy} onClick={() => void save()}>
            {strings.saveCase}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div role="alert">{trouble ? <p className="text-destructive text-sm">{trouble}</p> : null}</div>
        <Field label={strings.caseTitle}>
          {(control) => <Input {...control} value={title} onChange={(event) => setTitle(event.target.value)} />}
        </Field>
        <Field label={strings.message}>
          {(control) => <Textarea {...control} value={message} onChange={(event) => setMessage(event.target.value)} />}
        </Field>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an expectation has no identity but its place
          <fieldset key={at} className="grid gap-2">
            <legend className="font-medium text-sm">{strings.expectation(at + 1)}</legend>
            <div className="flex items-center gap-2">
              <Select
                className="flex-1"
                aria-label={strings.expectation(at + 1)}
                value={row.is}
                onChange={({ target }) => replace(at, { ...row, is: target.value as Kind })}
                options={(Object.keys(strings.kinds) as Kind[]).map((value) => ({
                  value,
                  label: strings.kinds[value],
                }))}
              />
              <IconButton
                label={strings.remove(strings.expectation(at + 1))}
                icon={<X aria-hidden="true" />}
                onClick={() => setRows(rows.filter((_, index) => index !== at))}
              />
            </div>
            <Textarea
              aria-label={strings.what}
              rows={1}
              value={row.text}
              onChange={({ target }) => replace(at, { ...row, text: target.value })}
            />
          </fieldset>
        ))}
        <div>
          <Button variant="outline" size="small" onClick={() => setRows([...rows, { is: "contains", text: "" }])}>
            {strings.addExpectation}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function rowOf(expectation: Expectation): Row {
  switch (expectation.is) {
    case "contains":
      return { is: "contains", text: expectation.text };
    case "matches":
      return { is: "matches", text: expectation.pattern };
    case "calls":
      return { is: "calls", text: expectation.tool };
    case "fits":
      return { is: "fits", text: JSON.stringify(expectation.schema, null, 2) };
    default:
      return { is: "judged", text: expectation.rubric };
  }
}

function expectationOf({ is, text }: Row): Expectation {
  switch (is) {
    case "contains":
      return { is, text };
    case "matches":
      return { is, pattern: text };
    case "calls":
      return { is, tool: text.trim() };
    case "fits":
      return { is, schema: JSON.parse(text) as Record<string, unknown> };
    default:
      return { is, rubric: text };
  }
}
