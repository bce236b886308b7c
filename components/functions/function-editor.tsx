"use client";

import { useEffect, useRef, useState } from "react";
import type { CodeError } from "../../lib/functions/code-error.ts";
import { callApi } from "../live/call-api.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { toast } from "../ui/toast.ts";
import { TopBar } from "../ui/top-bar.tsx";
import { CasesPanel } from "./cases-panel.tsx";
import type { CaseView, Edited, FunctionBody, Ran } from "./function-types.ts";
import { LazyEditor } from "./lazy-editor.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
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
  const { name } = initial;
  const [edited, setEdited] = useState(initial);
  const [body, setBody] = useState<FunctionBody>(initial.body);
  const [cases, setCases] = useState(initialCases);
  const [publishing, setPublishing] = useState(false);
  const [tab, setTab] = useState(asked ? "versions" : "code");
  const [runError, setRunError] = useState<CodeError | null>(null);
  const problems = useProblems(name, body);
  const isChanged = JSON.stringify(body) !== JSON.stringify(edited.body);
  const latest = useRef({ body, edited });
  latest.current = { body, edited };

  const change = (part: Partial<FunctionBody>) => {
    setRunError(null);
    setBody((before) => withoutNothing({ ...before, ...part }));
  };

  async function save(): Promise<boolean> {
    const { body: wanted, edited: seen } = latest.current;
    if (JSON.stringify(wanted) === JSON.stringify(seen.body)) return true;
    try {
      const kept = await callApi<Edited>("PUT", `/functions/${name}/draft`, { ...wanted, expectedHash: seen.hash });
      setEdited({ ...kept, body: wanted });
      return true;
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: "destructive" });
      return false;
    }
  }

  async function reload(): Promise<void> {
    const now = await callApi<Edited>("GET", `/functions/${name}/draft`);
    setEdited(now);
    setBody(now.body);
  }

  const reloadCases = async () =>
    setCases((await callApi<{ items: CaseView[] }>("GET", `/functions/${name}/cases`)).items);

  const saveAndSay = async () => {
    if (await save()) toast({ title: strings.saved, tone: "success" });
  };
  const onSave = useRef(saveAndSay);
  onSave.current = saveAndSay;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      void onSave.current();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);

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
    <>
      <TopBar
        title={name}
        beside={
          <>
            <Badge tone="outline">{strings.version(edited.version)}</Badge>
            {isChanged ? <Badge tone="warning">{strings.unsaved}</Badge> : null}
          </>
        }
      >
        <Button variant="outline" onClick={() => void saveAndSay()}>
          {strings.save}
        </Button>
        <Button onClick={() => setPublishing(true)}>{strings.publish}</Button>
      </TopBar>
      <div className="mx-auto grid w-full max-w-7xl grid-cols-1 gap-5 px-4 py-5 md:px-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Tabs
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
                  current={edited.version}
                  source={body.source ?? ""}
                  asked={asked}
                  onRolledBack={reload}
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
      <PublishDialog name={name} open={publishing} onOpenChange={setPublishing} save={save} onPublished={reload} />
    </>
  );
}

function withoutNothing(body: FunctionBody): FunctionBody {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as FunctionBody;
}
