"use client";

import Wrench from "lucide-react/icons/wrench";
import X from "lucide-react/icons/x";
import { useId, useState } from "react";
import { callApi } from "../../../live/call-api.ts";
import { announce } from "../../../ui/announce.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { SchemaForm } from "../../../ui/schema-form/schema-form.tsx";
import { JsonText } from "../../cards/json-text.tsx";
import { duration } from "../../format.ts";
import { strings } from "../../strings.ts";
import { type ToolCard, toolWords } from "./tool-card.ts";

interface Props {
  tool: ToolCard;
  sessionId: string | null;
  onInsert: (words: string) => void;
  onClose: () => void;
}

interface Ran {
  given: unknown;
  content: string;
  ms: number;
}

/** A tool that a person runs: its form, and what came of it. Nothing of it is sent before they put it into a message. */
export function ToolPanel({ tool, sessionId, onInsert, onClose }: Props) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [ran, setRan] = useState<Ran | null>(null);

  async function run(filled: unknown): Promise<void> {
    const given = filled ?? {};
    setBusy(true);
    setError(null);
    try {
      const { content, ms } = await callApi<{ content: string; ms: number }>("POST", "/tools/call", {
        tool: tool.name,
        arguments: given,
        ...(sessionId && { sessionId }),
      });
      setRan({ given, content, ms });
      announce(strings.toolDone(tool.name, duration(ms)));
    } catch (failure) {
      setRan(null);
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section
      aria-labelledby={id}
      className="max-h-[50dvh] overflow-y-auto border-b p-3 text-sm"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.preventDefault();
        onClose();
      }}
    >
      <div className="mb-3 flex items-start gap-2">
        <Wrench aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <div className="min-w-0 flex-1">
          <h2 id={id} className="break-words font-medium">
            {strings.runTool(tool.name)}
          </h2>
          <p className="line-clamp-3 text-muted-foreground text-xs leading-relaxed">{tool.description}</p>
        </div>
        <IconButton label={strings.closeTool} icon={<X />} size="small" onClick={onClose} />
      </div>
      <SchemaForm
        schema={tool.parameters}
        submitLabel={ran ? strings.runAgain : strings.run}
        isAside={ran !== null}
        busy={busy}
        error={error}
        autoFocus
        onSubmit={(given) => void run(given)}
      />
      {ran ? (
        <div className="mt-3 border-t pt-3">
          <JsonText label={strings.resultAfter(duration(ran.ms))} value={ran.content} />
          <div className="mt-2 flex flex-wrap gap-2">
            <Button onClick={() => onInsert(toolWords(tool.name, ran.given, ran.content))}>
              {strings.putIntoMessage}
            </Button>
            <Button variant="ghost" onClick={onClose}>
              {strings.closeTool}
            </Button>
          </div>
        </div>
      ) : null}
    </section>
  );
}
