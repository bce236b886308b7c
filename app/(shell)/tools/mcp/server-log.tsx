"use client";

import { useState } from "react";
import type { z } from "zod";
import { callApi } from "../../../../components/live/call-api.ts";
import { useWork } from "../../../../components/live/use-work.ts";
import { Button } from "../../../../components/ui/button.tsx";
import { Collapsible } from "../../../../components/ui/collapsible.tsx";
import { FailureLine } from "../../../../components/ui/failure-line.tsx";
import { ScrollBox } from "../../../../components/ui/scroll-box.tsx";
import type { mcpLogLine } from "../../../../server/http/schemas/mcp-server.ts";
import { strings } from "./strings.ts";

type Line = z.output<typeof mcpLogLine>;

/** The last words of a server and of its connection, read when somebody asks. */
export function ServerLog({ server }: { server: string }) {
  const [lines, setLines] = useState<Line[] | null>(null);
  const { busy, error, work } = useWork();
  const read = () =>
    work(async () => setLines((await callApi<{ items: Line[] }>("GET", `/mcp-servers/${server}/log`)).items));

  return (
    <Collapsible title={strings.log} aria-label={strings.logOf(server)}>
      <Button variant="outline" size="small" busy={busy} onClick={() => void read()}>
        {strings.showLog}
      </Button>
      <FailureLine>{error}</FailureLine>
      {lines?.length === 0 ? <p className="mt-2 text-muted-foreground text-xs">{strings.noLog}</p> : null}
      {lines && lines.length > 0 ? (
        <ScrollBox
          label={strings.logOf(server)}
          className="mt-2 max-h-72 overflow-auto whitespace-pre-wrap break-words rounded-md bg-muted px-2.5 py-1.5 font-mono text-xs leading-normal"
        >
          {lines.map(({ at, from, level, text }) => `${at.slice(11, 19)} ${from} ${level}: ${text}`).join("\n")}
        </ScrollBox>
      ) : null}
    </Collapsible>
  );
}
