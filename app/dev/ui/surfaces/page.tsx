import type { Metadata } from "next";
import Link from "next/link";
import * as z from "zod/mini";
import { Collapsible } from "../../../../components/ui/collapsible.tsx";
import { ScrollBox } from "../../../../components/ui/scroll-box.tsx";
import { toA2ui } from "../../../../lib/surfaces/a2ui.ts";
import { catalog, promptOf, type WidgetType, widgetTypes } from "../../../../lib/surfaces/catalog.ts";
import { PageAppearance } from "../page-appearance.tsx";
import { exampleSurface } from "./example-surface.ts";
import { keyboard } from "./keyboard.ts";
import { WidgetSpecimen } from "./specimen.tsx";

export const metadata: Metadata = { title: "Widgets", robots: { index: false } };

/** Every widget that an agent may show: what it is told of it, what it may write, and what comes of it in both themes. */
export default function WidgetsPage() {
  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <header className="flex flex-wrap items-center gap-3 border-b px-5 py-3">
        <h1 className="font-semibold">Widgets</h1>
        <Link href="/dev/ui" className="text-primary text-sm underline underline-offset-2">
          Components
        </Link>
        <div className="ml-auto">
          <PageAppearance />
        </div>
      </header>
      <nav aria-label="Widgets" className="flex flex-wrap gap-x-3 gap-y-1 border-b px-5 py-3 text-sm">
        {widgetTypes.map((type) => (
          <a key={type} href={`#${type}`} className="py-1 text-primary underline underline-offset-2">
            {type}
          </a>
        ))}
      </nav>
      {widgetTypes.map((type) => (
        <Widget key={type} type={type} />
      ))}
    </main>
  );
}

function Widget({ type }: { type: WidgetType }) {
  const { says, schema, example } = catalog[type];
  const { id, seq: _seq, changedSeq: _changed, acted: _acted, ...surface } = exampleSurface(type);
  return (
    <section id={type} aria-labelledby={`${type}-name`} className="border-b px-5 py-5">
      <h2 id={`${type}-name`} className="font-semibold">
        {type}
      </h2>
      <p className="mb-3 text-muted-foreground text-sm">
        {says} {keyboard[type]}
      </p>
      <div className="grid gap-4 xl:grid-cols-2">
        <div data-theme="light" className="min-w-0 rounded-lg p-3">
          <WidgetSpecimen type={type} />
        </div>
        <div data-theme="dark" className="min-w-0 rounded-lg p-3">
          <WidgetSpecimen type={type} />
        </div>
      </div>
      <Source title="What a model is told" text={promptOf(type)} />
      <Source title="Example" text={JSON.stringify(example, null, 2)} />
      <Source title="JSON Schema" text={JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2)} />
      <Source
        title="A2UI"
        text={toA2ui(id, surface)
          .map((message) => JSON.stringify(message))
          .join("\n")}
      />
    </section>
  );
}

function Source({ title, text }: { title: string; text: string }) {
  return (
    <Collapsible title={title}>
      <ScrollBox
        label={title}
        className="max-h-80 overflow-auto whitespace-pre-wrap break-words rounded-md bg-muted p-2.5 font-mono text-xs"
      >
        {text}
      </ScrollBox>
    </Collapsible>
  );
}
