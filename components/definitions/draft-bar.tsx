"use client";

import { useState } from "react";
import { callApi } from "../live/call-api.ts";
import { AlertDialog } from "../ui/alert-dialog.tsx";
import { Badge, type Tone } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";
import { PublishDialog } from "./publish-dialog.tsx";
import { strings } from "./strings.ts";
import { type DraftStatus, useDraft } from "./use-draft.ts";

const tones: Record<DraftStatus, Tone> = {
  saved: "info",
  published: "success",
  changed: "neutral",
  saving: "neutral",
  failed: "destructive",
};
const words: Record<DraftStatus, string> = {
  saved: strings.saved,
  published: strings.published,
  changed: strings.changed,
  saving: strings.saving,
  failed: strings.notSaved,
};

interface Props {
  /** Sessions begin with it, so that a version can be tried on some of them. */
  onTrial?: boolean;
  onPublished: () => void;
  onGone: () => void;
}

/** How the draft stands, and what can be done with it. */
export function DraftBar({ onTrial = true, onPublished, onGone }: Props) {
  const draft = useDraft();
  const [discarding, setDiscarding] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const { status, conflict, version } = draft;
  const isNew = version === null;

  async function discard(): Promise<void> {
    setDiscarding(false);
    try {
      await callApi("DELETE", `${draft.path}/draft`);
      if (isNew) onGone();
      else await draft.reload();
    } catch (error) {
      toast({ title: strings.failed, description: String((error as Error).message), tone: "destructive" });
    }
  }

  return (
    <>
      <span role="status" aria-label={strings.draft}>
        <Badge tone={tones[status]}>{words[status]}</Badge>
      </span>
      <Button
        variant="ghost"
        size="small"
        disabled={status === "published"}
        onClick={() => (conflict ? void draft.reload() : setDiscarding(true))}
      >
        {conflict ? strings.reload : strings.discard}
      </Button>
      <Button
        variant="outline"
        size="small"
        disabled={status !== "changed" && status !== "failed"}
        onClick={() => void draft.save()}
      >
        {strings.save}
      </Button>
      <Button size="small" onClick={() => setPublishing(true)}>
        {strings.publish}
      </Button>
      <AlertDialog
        open={discarding}
        onOpenChange={setDiscarding}
        title={strings.discardTitle}
        description={isNew ? strings.discardNew : strings.discardHint}
        confirmLabel={strings.discard}
        onConfirm={() => void discard()}
      />
      <PublishDialog onTrial={onTrial} open={publishing} onOpenChange={setPublishing} onPublished={onPublished} />
    </>
  );
}
