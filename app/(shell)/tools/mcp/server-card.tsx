"use client";

import KeyRound from "lucide-react/icons/key-round";
import Plug from "lucide-react/icons/plug";
import { useRouter } from "next/navigation";
import { callApi } from "../../../../components/live/call-api.ts";
import { useWork } from "../../../../components/live/use-work.ts";
import { announce } from "../../../../components/ui/announce.ts";
import { Badge, type Tone } from "../../../../components/ui/badge.tsx";
import { Button } from "../../../../components/ui/button.tsx";
import { Card, CardHeader } from "../../../../components/ui/card.tsx";
import { Collapsible } from "../../../../components/ui/collapsible.tsx";
import { FailureLine } from "../../../../components/ui/failure-line.tsx";
import { RelativeTime } from "../../../../components/ui/relative-time.tsx";
import { RemoveButton } from "../../../../components/ui/remove-button.tsx";
import { Switch } from "../../../../components/ui/switch.tsx";
import { ServerLog } from "./server-log.tsx";
import { ServerTool } from "./server-tool.tsx";
import type { Server, ServerTools } from "./server-types.ts";
import { strings } from "./strings.ts";

const tones: Record<Server["health"]["state"], Tone> = {
  off: "neutral",
  connecting: "info",
  connected: "success",
  waiting: "destructive",
  unauthorized: "warning",
};

export function ServerCard({ server, tools }: { server: Server; tools: ServerTools }) {
  const router = useRouter();
  const { busy, error, work } = useWork();
  const { name, health, transport, enabled } = server;
  const path = `/mcp-servers/${name}` as const;

  async function test(): Promise<void> {
    await work(async () => {
      const now = await callApi<Server>("POST", `${path}/test`);
      announce(now.health.state === "connected" ? strings.tested.yes(name) : strings.tested.no(name));
    });
    router.refresh();
  }

  async function authorize(): Promise<void> {
    await work(async () => {
      const { url } = await callApi<{ url: string | null }>("POST", `${path}/authorize`, { origin: location.origin });
      if (url !== null) location.assign(url);
    });
    router.refresh();
  }

  async function change(change: object): Promise<void> {
    await work(() => callApi("PATCH", path, change));
    router.refresh();
  }

  async function remove(): Promise<void> {
    await callApi("DELETE", path);
    announce(strings.removed(name));
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {name}
            <Badge tone={tones[health.state]}>{strings.states[health.state]}</Badge>
          </span>
        }
        hint={
          <>
            <span className="block break-all font-mono">
              {transport.type === "http" ? transport.url : [transport.command, ...(transport.args ?? [])].join(" ")}
            </span>
            {health.server ? (
              <span className="block">
                {strings.speaks(health.server.name, health.server.version, health.server.protocol)}, {strings.since}{" "}
                <RelativeTime at={health.since} />
              </span>
            ) : null}
          </>
        }
      />
      <div className="grid gap-3 px-4 pt-2 pb-3 text-sm">
        {health.error ? (
          <p className="break-words text-destructive text-xs leading-relaxed">
            {health.error} {health.nextTryAt ? strings.nextTry : null}
          </p>
        ) : null}
        <div className="flex flex-wrap items-center gap-2">
          <Button
            variant="outline"
            size="small"
            busy={busy}
            aria-label={strings.testOf(name)}
            onClick={() => void test()}
          >
            {busy ? null : <Plug aria-hidden="true" />}
            {strings.test}
          </Button>
          {transport.type === "http" && health.state === "unauthorized" ? (
            <Button size="small" busy={busy} aria-label={strings.authorizeOf(name)} onClick={() => void authorize()}>
              {busy ? null : <KeyRound aria-hidden="true" />}
              {strings.authorize}
            </Button>
          ) : null}
          <RemoveButton
            label={strings.remove}
            labelOf={strings.removeOf(name)}
            title={strings.removeTitle(name)}
            hint={strings.removeHint}
            onRemove={remove}
          />
          <Switch
            className="ml-auto"
            label={strings.on(name)}
            checked={enabled}
            disabled={busy}
            onChange={(event) => void change({ enabled: event.target.checked })}
          />
        </div>
        <FailureLine>{error}</FailureLine>
        {tools.length > 0 ? (
          <Collapsible title={strings.tools(tools.length)}>
            <ul aria-label={strings.toolsOf(name)} className="divide-y">
              {tools.map((tool) => (
                <li key={tool.name}>
                  <ServerTool server={name} tool={tool} />
                </li>
              ))}
            </ul>
          </Collapsible>
        ) : null}
        <ServerLog server={name} />
      </div>
    </Card>
  );
}
