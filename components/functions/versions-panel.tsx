"use client";

import { useEffect, useState } from "react";
import { callApi } from "../live/call-api.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { toast } from "../ui/toast.ts";
import type { FunctionBody } from "./function-types.ts";
import { LazyDiff } from "./lazy-editor.tsx";
import { strings } from "./strings.ts";
import { type AskedVersion, VersionSource } from "./version-source.tsx";

interface Version {
  version: number;
  hash: string;
  note: string;
  publishedAt: string;
}

interface Props {
  name: string;
  current: number | null;
  source: string;
  /** The version that the address asks for. */
  asked: AskedVersion | null;
  /** What was typed last is part of the draft, which stays. */
  save: () => Promise<boolean>;
  onRolledBack: () => Promise<void>;
}

/** What was published, how it differs from the draft, and the way back. */
export function VersionsPanel({ name, current, source, asked, save, onRolledBack }: Props) {
  const [versions, setVersions] = useState<Version[] | null>(null);
  const [shown, setShown] = useState(asked);
  const [compared, setCompared] = useState<{ version: number; source: string } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new current version means a new list
  useEffect(() => {
    callApi<{ items: Version[] }>("GET", `/functions/${name}/versions`).then(
      ({ items }) => setVersions(items),
      () => setVersions([]),
    );
  }, [name, current]);

  const read = async (version: number) =>
    (await callApi<{ body: FunctionBody }>("GET", `/functions/${name}/versions/${version}`)).body;

  async function show(version: number): Promise<void> {
    const { source, language = "javascript" } = await read(version);
    setShown({ version, source, language, line: null, column: null });
  }

  async function compare(version: number): Promise<void> {
    setCompared({ version, source: (await read(version)).source });
  }

  async function rollBack(version: number): Promise<void> {
    try {
      if (!(await save())) return;
      const made = await callApi<{ version: number }>("POST", `/functions/${name}/rollback`, { version });
      await onRolledBack();
      toast({ title: strings.rolledBack(made.version), tone: "success" });
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: "destructive" });
    }
  }

  if (versions === null) return <p className="text-muted-foreground text-sm">{strings.loading}</p>;
  if (versions.length === 0) return <p className="text-muted-foreground text-sm">{strings.noVersions}</p>;
  return (
    <div className="grid gap-4">
      {shown ? <VersionSource key={shown.version} version={shown} /> : null}
      <ol className="grid gap-2" aria-label={strings.versions}>
        {versions.map(({ version, hash, note, publishedAt }) => (
          <li key={version} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border p-3 text-sm">
            <span className="font-medium">{strings.version(version)}</span>
            {version === current ? <Badge tone="success">{strings.current}</Badge> : null}
            <span className="min-w-0 flex-1 break-words">{note}</span>
            <span className="font-mono text-muted-foreground text-xs">{hash.slice(0, 12)}</span>
            <RelativeTime at={publishedAt} />
            <Button
              variant="outline"
              size="small"
              aria-label={strings.showVersion(version)}
              onClick={() => void show(version)}
            >
              {strings.show}
            </Button>
            <Button
              variant="outline"
              size="small"
              aria-label={strings.compareWith(version)}
              onClick={() => void compare(version)}
            >
              {strings.compare}
            </Button>
            {version === current ? null : (
              <Button
                variant="outline"
                size="small"
                aria-label={strings.rollBackTo(version)}
                onClick={() => void rollBack(version)}
              >
                {strings.rollBack}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {compared ? (
        <section className="grid gap-2">
          <h2 className="font-medium text-sm">{strings.difference(compared.version)}</h2>
          <LazyDiff before={compared.source} after={source} label={strings.difference(compared.version)} />
        </section>
      ) : null}
    </div>
  );
}
