"use client";

import { useContext, useEffect, useRef, useState } from "react";
import { askOf, beginning, done, leastHeight, type RpcId, refusal } from "../../../lib/surfaces/app-bridge.ts";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { SurfacePartsContext, useDrawing } from "../drawing-context.ts";
import { strings } from "../strings.ts";
import { useAction } from "../use-action.ts";

interface Asked {
  id: RpcId;
  for: { link: string } | { say: string };
}

/** So many messages of an app are looked at in a second. */
const mostPerSecond = 60;

/**
 * An app of an MCP server, in a frame without an origin: it reaches neither this page nor the network. What it asks for
 * comes by message, is checked, and where it reaches out of the frame a person says yes first.
 */
export function McpAppWidget({ id, widget }: { id: string; widget: Widget<"mcpApp"> }) {
  const { server, uri, tool, input, result } = widget;
  const { apps } = useContext(SurfacePartsContext);
  const { act } = useDrawing();
  const say = useAction(id);
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(320);
  const [asked, setAsked] = useState<Asked | null>(null);

  useEffect(() => {
    let counted = { second: 0, messages: 0 };
    // An app has no origin that could be named as the receiver; the page's policy keeps the frame from being led elsewhere.
    const send = (message: object) => frame.current?.contentWindow?.postMessage(message, "*");
    const onMessage = ({ source, origin, data, timeStamp }: MessageEvent<unknown>) => {
      if (!frame.current || source !== frame.current.contentWindow || origin !== "null") return;
      const second = Math.floor(timeStamp / 1_000);
      counted = { second, messages: counted.second === second ? counted.messages + 1 : 1 };
      if (counted.messages > mostPerSecond) return;
      const theme = getComputedStyle(document.documentElement).colorScheme.includes("dark") ? "dark" : "light";
      const ask = askOf(data, { version: "1", theme });
      switch (ask.does) {
        case "answer":
          return void send(ask.answer);
        case "begin":
          for (const message of beginning({ input, result })) send(message);
          return;
        case "grow":
          return setHeight(ask.height);
        case "ask":
          return setAsked((now) => {
            if (now) send(refusal(ask.id, "One thing at a time."));
            return now ?? { id: ask.id, for: ask.for };
          });
        case "nothing":
          return;
      }
    };
    window.addEventListener("message", onMessage);
    return () => window.removeEventListener("message", onMessage);
  }, [input, result]);

  function answer(message: object): void {
    frame.current?.contentWindow?.postMessage(message, "*");
    setAsked(null);
  }

  if (!apps) return <p className="text-muted-foreground">{strings.appElsewhere(server)}</p>;
  return (
    <div className="grid gap-2">
      <iframe
        ref={frame}
        title={strings.app(server, tool ?? uri)}
        src={`/api/v1/mcp-servers/${encodeURIComponent(server)}/app?uri=${encodeURIComponent(uri)}`}
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        allow=""
        className="w-full rounded-md border bg-white"
        style={{ height: Math.max(leastHeight, height) }}
      />
      {asked ? (
        <div role="alert" className="grid gap-2 rounded-md bg-muted p-3">
          <p className="font-medium">{"link" in asked.for ? strings.appAsksToOpen : strings.appAsksToSay}</p>
          <p className="whitespace-pre-wrap break-words">{"link" in asked.for ? asked.for.link : asked.for.say}</p>
          <div className="flex flex-wrap gap-2">
            {"link" in asked.for ? (
              <a
                href={asked.for.link}
                target="_blank"
                rel="noreferrer noopener"
                className={buttonStyle({ size: "small" })}
                onClick={() => answer(done(asked.id))}
              >
                {strings.appOpen}
              </a>
            ) : (
              <Button
                size="small"
                disabled={act === null}
                onClick={() => {
                  if (!("say" in asked.for)) return;
                  const { id: asking } = asked;
                  void say
                    .act("say", { text: asked.for.say })
                    .then((told) => answer(told ? done(asking) : refusal(asking, "It was not taken.")));
                }}
              >
                {strings.appYes}
              </Button>
            )}
            <Button size="small" variant="outline" onClick={() => answer(refusal(asked.id, "The person said no."))}>
              {strings.appNo}
            </Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
