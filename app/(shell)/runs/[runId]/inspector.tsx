import { Card } from "../../../../components/ui/card.tsx";
import { CopyButton } from "../../../../components/ui/copy-button.tsx";
import type { Recorded } from "../../../../lib/core/events.ts";
import { JsonTree } from "./json-tree.tsx";
import { strings } from "./strings.ts";

/** All that the chosen event says. */
export function Inspector({ event, seq }: { event: Recorded | undefined; seq: number | undefined }) {
  return (
    <section id="inspector" aria-labelledby="inspector-title" className="min-w-0 scroll-mt-16 lg:sticky lg:top-16">
      <div className="mb-2 flex min-h-8 items-center justify-between gap-2">
        <h3 id="inspector-title" className="font-medium text-sm">
          {strings.inspector}
        </h3>
        {event ? <CopyButton text={JSON.stringify(event, null, 2)} label={strings.copyEvent} size="small" /> : null}
      </div>
      <Card className="overflow-hidden">
        {event ? (
          <>
            <p className="border-b px-4 py-2.5 text-sm">
              <span className="font-medium">{strings.happened[event.type]}</span>{" "}
              <code className="text-muted-foreground text-xs">{event.type}</code>
            </p>
            <div
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
              tabIndex={0}
              className="overflow-auto px-4 py-3 font-mono text-xs leading-relaxed focus-visible:-outline-offset-2 lg:max-h-[calc(100dvh-10rem)]"
            >
              <JsonTree key={event.seq} value={event} />
            </div>
          </>
        ) : (
          <p className="px-4 py-6 text-center text-muted-foreground text-sm">
            {seq === undefined ? strings.choose : strings.notHere(seq)}
          </p>
        )}
      </Card>
    </section>
  );
}
