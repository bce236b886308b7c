"use client";

import { useDraft } from "../../definitions/use-draft.ts";
import { FindingList } from "./finding-list.tsx";
import { firstFields, lastFields } from "./how-fields.ts";
import { HowForm } from "./how-form.tsx";
import { type FieldSpec, Settings } from "./setting.tsx";
import { editStrings as words } from "./strings.ts";
import { useHow } from "./use-how.ts";

/** What every workflow has, and who takes part in one that is no graph. */
export function SettingsTab() {
  const { body, change } = useDraft();
  const { how, findings } = useHow();
  const form = (specs: readonly FieldSpec[]) => (
    <Settings specs={specs} values={body} findings={findings} onChange={(field, value) => change({ [field]: value })} />
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {form(firstFields)}
      {how === null || how.kind === "graph" ? null : (
        <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <h2 className="font-medium text-base">{words.howItGoes}</h2>
          <HowForm how={how} />
        </section>
      )}
      {form(lastFields)}
      <section aria-live="polite" className="grid gap-2">
        <h2 className="font-medium text-sm">{words.findings}</h2>
        {findings.some(({ warns }) => !warns) ? null : (
          <p className="text-muted-foreground text-sm">{words.noFindings}</p>
        )}
        <FindingList findings={findings} />
      </section>
    </div>
  );
}
