"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { CodeError } from "../../lib/functions/code-error.ts";
import { DraftBar } from "../definitions/draft-bar.tsx";
import { TroubleBar } from "../definitions/trouble-bar.tsx";
import { DraftProvider, type Edited, useEditedDraft } from "../definitions/use-draft.ts";
import { callApi } from "../live/call-api.ts";
import { Badge } from "../ui/badge.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import { CasesPanel } from "./cases-panel.tsx";
import type { CaseView, FunctionBody, Ran } from "./function-types.ts";
import { LazyEditor } from "./lazy-editor.tsx";
import { SchemaPanel } from "./schema-panel.tsx";
import { SettingsPanel } from "./settings-panel.tsx";
import { strings } from "./strings.ts";
import { TestDock } from "./test-dock.tsx";
import { UsagePanel } from "./usage-panel.tsx";
import { useProblems } from "./use-problems.ts";
import type { AskedVersion } from "./version-source.tsx";
import { VersionsPanel } from "./versions-panel.tsx";

interface Props {
  initial: Edited;
  initialCases: CaseView[];
  /** The version that the address asks for. */
  asked: AskedVersion | null;
}

/** Writes a function: its code and all that belongs to it on the left, the test dock on the right. */
export function FunctionEditor({ initial, initialCases, asked }: Props) {
  const router = useRouter();
  const { name } = initial;
  const draft = useEditedDraft(`/functions/${name}`, initial);
  const [cases, setCases] = useState(initialCases);
  const [tab, setTab] = useState(asked ? "versions" : "code");
  const [runError, setRunError] = useState<CodeError | null>(null);
  const body = draft.body as FunctionBody;
  const problems = useProblems(name, body);
  const { trouble, conflict, version, save } = draft;

  const change = (part: Partial<FunctionBody>) => {
    setRunError(null);
    draft.change(part);
  };

  const reloadCases = async () =>
    setCases((await callApi<{ items: CaseView[] }>("GET", `/functions/${name}/cases`)).items);

  const shown = runError ? [...problems, runError] : problems;
  const code = (
    <div className="grid gap-3">
      <Field label={strings.description} hint={strings.descriptionHint}>
        {(control) => (
          <Input
            {...control}
            value={body.description ?? ""}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
      <LazyEditor
        label={strings.source}
        language={body.language ?? "javascript"}
        value={body.source ?? ""}
        problems={shown}
        onChange={(source) => change({ source })}
        onRun={() => document.querySelector<HTMLFormElement>("[data-test-dock] form")?.requestSubmit()}
      />
      <div role="status" className="text-sm">
        {shown.map((each) => (
          <p key={`${each.line}:${each.column}:${each.message}`} className="break-words text-destructive">
            {each.line === null ? "" : `${each.line}:${each.column ?? 1} `}
            {each.message}
          </p>
        ))}
        {shown.length === 0 ? <p className="text-muted-foreground text-xs">{strings.editorHint}</p> : null}
      </div>
    </div>
  );

  return (
    <DraftProvider value={draft}>
      <TopBar title={name} beside={<Badge tone="outline">{strings.version(version)}</Badge>}>
        <DraftBar onTrial={false} onPublished={() => router.refresh()} onGone={() => router.push("/functions")} />
      </TopBar>
      <TroubleBar trouble={trouble} onReload={conflict ? () => void draft.reload() : null} />
      <div className="mx-auto grid w-full max-w-7xl grid-cols-1 gap-5 px-4 py-5 md:px-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Tabs
          key={draft.round}
          label={strings.parts}
          value={tab}
          onValueChange={setTab}
          tabs={[
            { value: "code", label: strings.code, content: code },
            { value: "schemas", label: strings.schemas, content: <SchemaPanel body={body} onChange={change} /> },
            { value: "settings", label: strings.settings, content: <SettingsPanel body={body} onChange={change} /> },
            {
              value: "cases",
              label: `${strings.cases} (${cases.length})`,
              content: <CasesPanel name={name} cases={cases} save={save} reload={reloadCases} />,
            },
            {
              value: "versions",
              label: strings.versions,
              content: (
                <VersionsPanel
                  name={name}
                  current={version}
                  source={body.source ?? ""}
                  asked={asked}
                  save={save}
                  onRolledBack={draft.reload}
                />
              ),
            },
            { value: "usage", label: strings.usage, content: <UsagePanel name={name} /> },
          ]}
        />
        <div data-test-dock="">
          <TestDock
            name={name}
            inputSchema={body.inputSchema ?? { type: "object" }}
            save={save}
            onRan={(ran: Ran) => setRunError(ran.error?.line ? ran.error : null)}
            onCase={() => void reloadCases()}
          />
        </div>
      </div>
    </DraftProvider>
  );
}
