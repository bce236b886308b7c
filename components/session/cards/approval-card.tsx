"use client";

import Hand from "lucide-react/icons/hand";
import { useId, useState } from "react";
import { hideSealed } from "../../../lib/core/sealed.ts";
import type { Call } from "../../../lib/core/state.ts";
import { requestTool } from "../../../lib/core/tool-grants.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import { strings } from "../strings.ts";
import { useAct } from "../use-act.ts";
import { GrantForm, wantedGrant } from "./grant-form.tsx";
import { JsonText } from "./json-text.tsx";

/** A call that may only run with a person's yes: as it is, with other arguments, or not at all. */
export function ApprovalCard({ call, agent }: { call: Call; agent: string }) {
  const id = useId();
  const { act, busy } = useAct();
  const [mode, setMode] = useState<"look" | "edit" | "deny">("look");
  const [json, setJson] = useState(() => JSON.stringify(hideSealed(call.arguments), null, 2) ?? "");
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const { callId } = call;
  const grant = call.tool === requestTool ? wantedGrant(call.arguments) : null;

  function approveEdited(): void {
    try {
      void act({ type: "tool.approve", callId, arguments: JSON.parse(json) });
    } catch {
      setError(strings.notJson);
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for one form's fields
    <div
      role="group"
      aria-labelledby={id}
      className="my-2 rounded-lg border border-warning bg-warning-muted p-3 text-sm"
    >
      <h3 id={id} className="flex items-center gap-2 font-medium">
        <Hand aria-hidden="true" className="size-4 shrink-0 text-warning" />
        <span className="min-w-0 break-words">
          {grant ? strings.grantTitle(agent, grant.tool) : strings.approvalTitle(agent, call.tool)}
        </span>
      </h3>
      {call.approval && !grant ? (
        <p className="mt-0.5 mb-2 text-muted-foreground text-xs">{strings.approvalWhy(call.approval.reason)}</p>
      ) : null}
      {grant && mode === "look" ? (
        <GrantForm
          wanted={grant}
          busy={busy}
          onDeny={() => setMode("deny")}
          onGrant={(changed) => void act({ type: "tool.approve", callId, ...(changed && { arguments: changed }) })}
        />
      ) : mode === "edit" ? (
        <Field label={strings.argumentsLabel} error={error}>
          {(control) => (
            <Textarea
              {...control}
              rows={4}
              spellCheck={false}
              className="font-mono text-[0.8125rem]"
              value={json}
              onChange={(event) => {
                setJson(event.target.value);
                setError(null);
              }}
            />
          )}
        </Field>
      ) : (
        <JsonText label={strings.arguments} value={call.arguments} />
      )}
      {mode === "deny" ? (
        <form
          className="mt-3"
          onSubmit={(event) => {
            event.preventDefault();
            void act({ type: "tool.deny", callId, reason: reason.trim() || strings.denyDefault });
          }}
        >
          <Field label={strings.denyWhy}>
            {(control) => (
              <Input
                {...control}
                autoFocus
                maxLength={2_000}
                placeholder={strings.denyDefault}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button type="submit" variant="destructive" busy={busy}>
              {strings.deny}
            </Button>
            <Button variant="ghost" onClick={() => setMode("look")}>
              {strings.cancel}
            </Button>
          </div>
        </form>
      ) : grant ? null : (
        <div className="mt-3 flex flex-wrap gap-2">
          {mode === "edit" ? (
            <>
              <Button busy={busy} onClick={approveEdited}>
                {strings.approveEdited}
              </Button>
              <Button variant="ghost" onClick={() => setMode("look")}>
                {strings.cancel}
              </Button>
            </>
          ) : (
            <>
              <Button busy={busy} onClick={() => void act({ type: "tool.approve", callId })}>
                {strings.approve}
              </Button>
              <Button variant="outline" onClick={() => setMode("edit")}>
                {strings.editArguments}
              </Button>
              <Button variant="outline" onClick={() => setMode("deny")}>
                {strings.deny}…
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
