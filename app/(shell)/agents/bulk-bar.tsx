"use client";

import { useState } from "react";
import { strings } from "../../../components/agents/strings.ts";
import { callApi } from "../../../components/live/call-api.ts";
import { Button } from "../../../components/ui/button.tsx";
import { Input } from "../../../components/ui/input.tsx";
import { toast } from "../../../components/ui/toast.ts";

interface Props {
  names: readonly string[];
  archived: boolean;
  onDone: () => void;
}

interface Told {
  done: string[];
  refused: { name: string; message: string }[];
}

/** Does the same to all that are selected. */
export function BulkBar({ names, archived, onDone }: Props) {
  const [tag, setTag] = useState("");
  const [busy, setBusy] = useState(false);

  async function act(action: "archive" | "restore" | "tag", tags?: string[]): Promise<void> {
    setBusy(true);
    try {
      const { refused } = await callApi<Told>("POST", "/agents/bulk", { names, action, ...(tags && { tags }) });
      for (const { message } of refused) toast({ title: strings.failed, description: message, tone: "warning" });
      setTag("");
      onDone();
    } catch (error) {
      toast({ title: strings.failed, description: (error as Error).message, tone: "destructive" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <div role="toolbar" aria-label={strings.selected(names.length)} className="flex flex-wrap items-center gap-2">
      <span role="status" className="text-sm">
        {strings.selected(names.length)}
      </span>
      <Button size="small" variant="outline" busy={busy} onClick={() => void act(archived ? "restore" : "archive")}>
        {archived ? strings.restore : strings.archive}
      </Button>
      <Input
        aria-label={strings.tagToAdd}
        placeholder={strings.tagToAdd}
        value={tag}
        className="w-32"
        onChange={(event) => setTag(event.target.value)}
      />
      <Button
        size="small"
        variant="outline"
        busy={busy}
        disabled={tag.trim() === ""}
        onClick={() => void act("tag", [tag.trim()])}
      >
        {strings.addTag}
      </Button>
    </div>
  );
}
