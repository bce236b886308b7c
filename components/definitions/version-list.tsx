"use client";

import { useCallback, useEffect, useState } from "react";
import type { Canary, Version } from "../../lib/definitions/definition.ts";
import type { Difference } from "../../lib/definitions/diff.ts";
import { callApi } from "../live/call-api.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Select } from "../ui/select.tsx";
import { toast } from "../ui/toast.ts";
import { DiffView } from "./diff-view.tsx";
import { strings } from "./strings.ts";
import { useDraft } from "./use-draft.ts";

interface Shown {
  versions: Version[];
  current: number | null;
  canary: Canary | null;
}

/** What was published, how any two differ, and the way back. */
export function VersionList() {
  const draft = useDraft();
  const { path, version } = draft;
  const [shown, setShown] = useState<Shown | null>(null);

  const load = useCallback(async () => {
    const [list, item] = await Promise.all([
      callApi<{ items: Version[] }>("GET", `${path}/versions?limit=200`),
      callApi<{ version: number | null; canary: Canary | null }>("GET", path),
    ]);
    setShown({ versions: list.items, current: item.version, canary: item.canary });
  }, [path]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to read the list again
  useEffect(() => {
    load().catch((error: unknown) => failed(error));
  }, [load, version]);

  async function act(work: () => Promise<string>): Promise<void> {
    try {
      toast({ title: await work() });
      await draft.reload();
      await load();
    } catch (error) {
      failed(error);
    }
  }

  const rollBack = (to: number) =>
    act(async () => {
      const made = await callApi<{ version: number }>("POST", `${path}/rollback`, { version: to });
      return strings.rolledBack(made.version);
    });
  const tryOn = (on: number) =>
    act(async () => {
      await callApi("PUT", `${path}/canary`, { version: on, share: 0.1 });
      return strings.canary(0.1);
    });
  const promote = () =>
    act(async () => {
      await callApi("POST", `${path}/promote`);
      return strings.promoted;
    });
  const endCanary = () =>
    act(async () => {
      await callApi("DELETE", `${path}/canary`);
      return strings.endCanary;
    });

  if (!shown) return <p className="text-muted-foreground text-sm">{strings.checking}</p>;
  if (shown.versions.length === 0) return <p className="text-muted-foreground text-sm">{strings.noVersions}</p>;
  return (
    <div className="grid gap-6">
      <ol aria-label={strings.versions} className="grid gap-2">
        {shown.versions.map((each) => (
          <li key={each.version} className="flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md border p-3 text-sm">
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {strings.version(each.version)}
                {each.version === shown.current ? <Badge tone="success">{strings.current}</Badge> : null}
                {each.version === shown.canary?.version ? (
                  <Badge tone="info">{strings.canary(shown.canary.share)}</Badge>
                ) : null}
              </p>
              {each.note ? <p className="break-words">{each.note}</p> : null}
              <p className="text-muted-foreground text-xs">
                <RelativeTime at={each.publishedAt} /> {strings.by(each.publishedBy)} ·{" "}
                <span className="font-mono">{each.hash.slice(0, 12)}</span>
              </p>
            </div>
            <div className="flex flex-wrap gap-1.5">
              {each.version === shown.canary?.version ? (
                <>
                  <Button size="small" onClick={() => void promote()}>
                    {strings.promote}
                  </Button>
                  <Button size="small" variant="outline" onClick={() => void endCanary()}>
                    {strings.endCanary}
                  </Button>
                </>
              ) : each.version === shown.current ? null : (
                <>
                  <Button
                    size="small"
                    variant="outline"
                    aria-label={strings.rollBackLabel(each.version)}
                    onClick={() => void rollBack(each.version)}
                  >
                    {strings.rollBack}
                  </Button>
                  <Button
                    size="small"
                    variant="ghost"
                    aria-label={strings.startCanaryLabel(each.version)}
                    onClick={() => void tryOn(each.version)}
                  >
                    {strings.startCanary}
                  </Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
      <Compare
        path={path}
        versions={shown.versions.map((each) => each.version)}
        current={shown.current}
        hash={draft.hash}
      />
    </div>
  );
}

interface CompareProps {
  path: `/${string}`;
  versions: readonly number[];
  current: number | null;
  hash: string;
}

function Compare({ path, versions, current, hash }: CompareProps) {
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState("draft");
  const [changes, setChanges] = useState<Difference[] | null>(null);
  const first = from ?? String(current ?? versions[0] ?? "draft");
  const options = [
    { value: "draft", label: strings.draft },
    ...versions.map((each) => ({ value: String(each), label: strings.version(each) })),
  ];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft may have changed under its name
  useEffect(() => {
    let over = false;
    callApi<{ changes: Difference[] }>("GET", `${path}/diff?from=${first}&to=${to}`).then(
      (told) => !over && setChanges(told.changes),
      failed,
    );
    return () => {
      over = true;
    };
  }, [path, first, to, hash]);

  return (
    <section className="grid gap-3">
      <h2 className="font-medium text-sm">{strings.compare}</h2>
      <div className="flex flex-wrap gap-3">
        <Field label={strings.compareFrom}>
          {(control) => (
            <Select {...control} value={first} options={options} onChange={(event) => setFrom(event.target.value)} />
          )}
        </Field>
        <Field label={strings.compareTo}>
          {(control) => (
            <Select {...control} value={to} options={options} onChange={(event) => setTo(event.target.value)} />
          )}
        </Field>
      </div>
      {changes ? <DiffView changes={changes} /> : null}
    </section>
  );
}

function failed(error: unknown): void {
  toast({ title: strings.failed, description: (error as Error).message, tone: "destructive" });
}
