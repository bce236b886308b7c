"use client";

import { useMemo, useState } from "react";
import { nothingYet } from "../../lib/core/state.ts";
import type { ShownSurface, Surface } from "../../lib/core/surface.ts";
import { checkTile } from "../../lib/dashboards/check-tile.ts";
import { figureWords } from "../../lib/dashboards/figure-words.ts";
import { exampleFigures, type LiveData } from "../../lib/dashboards/live-figures.ts";
import { withCourses } from "../../lib/dashboards/with-courses.ts";
import { sentenceOf } from "../../lib/surfaces/check.ts";
import { SurfaceBody } from "../surfaces/surface-body.tsx";
import { Collapsible } from "../ui/collapsible.tsx";
import { FailureLine } from "../ui/failure-line.tsx";
import { Field } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { Input } from "../ui/input.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { dialogStrings } from "./dialog-strings.ts";
import { strings } from "./strings.ts";

export interface WrittenTile {
  title: string;
  widgets: { type: string }[];
}

interface Props {
  /** Null: a new one. */
  tile: WrittenTile | null;
  data: LiveData;
  onClose: () => void;
  onSave: (tile: WrittenTile) => void | Promise<void>;
}

const firstWidgets = [
  {
    type: "metric",
    label: "Waiting",
    value: { $bind: "/data/queue/queued" },
    trend: { $bind: "/data/queue/queuedCourse" },
  },
];

/** A widget by hand: its JSON is checked against the catalogue and the live figures while it is written, and drawn. */
export function TileEditor({ tile, data, onClose, onSave }: Props) {
  const [title, setTitle] = useState(tile?.title ?? "");
  const [text, setText] = useState(() => JSON.stringify(tile?.widgets ?? firstWidgets, null, 2));
  const [failure, setFailure] = useState<string | null>(null);
  const checked = useMemo(() => checkedText(text), [text]);

  async function save(): Promise<void> {
    if (!checked.ok || title.trim() === "") return;
    try {
      await onSave({ title: title.trim(), widgets: checked.widgets });
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={tile ? dialogStrings.editTitle : dialogStrings.writeTitle}
      size="large"
      submitLabel={strings.save}
      disabled={!checked.ok}
      onSubmit={() => void save()}
    >
      <Field label={strings.newTitle} required>
        {(control) => (
          <Input {...control} value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Field>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 md:grid-cols-2">
        <Field label={dialogStrings.widgets} hint={dialogStrings.widgetsHint} error={checked.ok ? null : checked.why}>
          {(control) => (
            <Textarea
              {...control}
              value={text}
              rows={12}
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
              className="max-h-96 overflow-auto font-mono text-xs"
            />
          )}
        </Field>
        <section aria-label={dialogStrings.preview} className="grid content-start gap-2">
          <h3 className="font-medium text-sm">{dialogStrings.preview}</h3>
          {checked.ok ? (
            <div className="rounded-lg border p-3">
              <SurfaceBody surface={shownTile("preview", checked.surface, data)} state={nothingYet} act={null} />
            </div>
          ) : null}
        </section>
      </div>
      <Collapsible title={dialogStrings.figures}>
        <FigureList />
      </Collapsible>
      <FailureLine>{failure}</FailureLine>
    </FormDialog>
  );
}

/** A tile's surface with the figures of this moment. */
export function shownTile(id: string, surface: Surface, data: LiveData): ShownSurface {
  return { ...withCourses(surface), data, id, seq: 0, changedSeq: 0, acted: {} };
}

function FigureList() {
  const examples = exampleFigures();
  return (
    <dl className="grid gap-3 text-xs">
      {Object.entries(figureWords).map(([source, { says, fields }]) => (
        <div key={source}>
          <dt className="font-medium">{says}</dt>
          {Object.entries(fields).map(([name, words]) => (
            <dd key={name} className="break-words pl-3 text-muted-foreground">
              <code className="text-foreground">{`{ "$bind": "/data/${source}/${name}" }`}</code> {words},{" "}
              <code>{JSON.stringify(examples[source]?.[name])}</code>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

type CheckedText = { ok: true; widgets: { type: string }[]; surface: Surface } | { ok: false; why: string };

function checkedText(text: string): CheckedText {
  let widgets: unknown;
  try {
    widgets = JSON.parse(text);
  } catch (error) {
    return { ok: false, why: dialogStrings.noJson(error instanceof Error ? error.message : "") };
  }
  if (!Array.isArray(widgets) || widgets.length === 0) return { ok: false, why: dialogStrings.noList };
  const checked = checkTile(dialogStrings.preview, widgets);
  return checked.ok
    ? { ok: true, widgets, surface: checked.surface }
    : { ok: false, why: `${sentenceOf(checked.problems)}.` };
}
