"use client";

import { useEffect, useState } from "react";
import type { Difference } from "../../lib/definitions/diff.ts";
import { callApi } from "../live/call-api.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { toast } from "../ui/toast.ts";
import { type CheckItem, Checklist } from "./checklist.tsx";
import { DiffView } from "./diff-view.tsx";
import { strings } from "./strings.ts";
import { useDraft } from "./use-draft.ts";

interface Props {
  onTrial: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPublished: () => void;
}

interface Found {
  items: CheckItem[];
  changes: Difference[];
}

const shares = [0.05, 0.1, 0.25, 0.5];

/** Shows what changes and what stands in the way, takes a note, and publishes. */
export function PublishDialog({ onTrial, open, onOpenChange, onPublished }: Props) {
  const draft = useDraft();
  const { path, save } = draft;
  const [found, setFound] = useState<Found | null>(null);
  const [note, setNote] = useState("");
  const [force, setForce] = useState(false);
  const [share, setShare] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [noteMissing, setNoteMissing] = useState(false);
  const blocking = found?.items.filter(({ level }) => level === "blocked") ?? [];
  const stuck = blocking.some(({ mayBeForced }) => !mayBeForced);
  const failing = blocking.length > 0 && !stuck;

  useEffect(() => {
    if (!open) return;
    setFound(null);
    setTrouble(null);
    setForce(false);
    setNoteMissing(false);
    save()
      .then((saved) => (saved ? look(path) : null))
      .then(setFound)
      .catch((error: unknown) => setTrouble((error as Error).message));
  }, [open, path, save]);

  async function publish(): Promise<void> {
    if (force && failing && !note.trim()) return setNoteMissing(true);
    setBusy(true);
    setTrouble(null);
    try {
      const { version, changed } = await callApi<{ version: number; changed: boolean }>("POST", `${path}/publish`, {
        ...(note.trim() && { note: note.trim() }),
        ...(force && failing && { force }),
        ...(share && { canary: Number(share) }),
        // What was looked at is published, not what somebody made of it since.
        expectedHash: draft.hash,
      });
      toast({ title: changed ? strings.publishedAs(version) : strings.unchanged(version) });
      await draft.reload();
      setNote("");
      setForce(false);
      setShare("");
      onOpenChange(false);
      onPublished();
    } catch (error) {
      setTrouble((error as Error).message);
      // Cases that nobody had run were run now: what they say is in the way, and may be overruled.
      setFound(await look(path).catch(() => found));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={strings.publishTitle(draft.name)}
      size="large"
      footer={
        <>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            {strings.cancel}
          </Button>
          <Button busy={busy} disabled={found === null || stuck || (failing && !force)} onClick={() => void publish()}>
            {strings.publishNow}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div role="alert">{trouble ? <p className="text-destructive text-sm">{trouble}</p> : null}</div>
        <Field label={strings.note} hint={strings.noteHint} error={noteMissing ? strings.noteFirst : null}>
          {(control) => (
            <Textarea
              {...control}
              value={note}
              onChange={(event) => {
                setNote(event.target.value);
                setNoteMissing(false);
              }}
            />
          )}
        </Field>
        {draft.version === null || !onTrial ? null : (
          <Field label={strings.share}>
            {(control) => (
              <Select
                {...control}
                value={share}
                onChange={(event) => setShare(event.target.value)}
                options={[
                  { value: "", label: strings.everyone },
                  ...shares.map((each) => ({ value: String(each), label: strings.shareOf(Math.round(each * 100)) })),
                ]}
              />
            )}
          </Field>
        )}
        <section className="grid gap-2">
          <h3 className="font-medium text-sm">{strings.checklist}</h3>
          {found ? (
            <Checklist items={found.items} />
          ) : (
            <p className="text-muted-foreground text-sm">{strings.checking}</p>
          )}
          {stuck ? <p className="text-sm">{strings.mendFirst}</p> : null}
          {failing ? (
            <Checkbox
              label={strings.force}
              hint={strings.forceHint}
              checked={force}
              onChange={(event) => {
                setForce(event.target.checked);
                setNoteMissing(false);
              }}
            />
          ) : null}
        </section>
        {found && draft.version !== null ? (
          <section className="grid gap-2">
            <h3 className="font-medium text-sm">{strings.differences}</h3>
            <DiffView changes={found.changes} />
          </section>
        ) : null}
      </div>
    </Dialog>
  );
}

async function look(path: `/${string}`): Promise<Found> {
  const [{ items }, { changes }] = await Promise.all([
    callApi<{ items: CheckItem[] }>("GET", `${path}/checklist`),
    callApi<{ changes: Difference[] }>("GET", `${path}/diff`),
  ]);
  return { items, changes };
}
