import { layersOf } from "../../lib/workflows/layers.ts";
import type { Picture } from "../../lib/workflows/picture.ts";
import { strings as shared } from "../definitions/strings.ts";
import { Badge } from "../ui/badge.tsx";
import { strings } from "./strings.ts";

/** The steps in their order, each with who does it, what to know, and what comes next. */
export function Outline({ picture }: { picture: Picture }) {
  const { nodes, edges } = picture;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ordered = layersOf(picture)
    .layers.flat()
    .flatMap((id) => byId.get(id) ?? []);
  return (
    <ol aria-label={strings.outline} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {ordered.map(({ id, title, kind, who, notes }, index) => {
        const next = edges.filter(({ from }) => from === id);
        return (
          <li key={id} className="flex gap-3 rounded-md border p-3 text-sm">
            <span aria-hidden="true" className="w-6 shrink-0 text-right text-muted-foreground tabular-nums">
              {index + 1}.
            </span>
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="break-words font-medium">{title}</span>
                {who && who !== title ? <span>{strings.by(who)}</span> : null}
                <Badge tone="outline">{shared.nodeKinds[kind]}</Badge>
              </p>
              {notes.map((note) => (
                <p key={note} className="break-words text-muted-foreground">
                  {note}
                </p>
              ))}
              {next.length > 0 ? (
                <p className="break-words text-xs">
                  {strings.next}:{" "}
                  {next.map(({ to, label }) => strings.leadsTo(byId.get(to)?.title ?? to, label)).join(" · ")}
                </p>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
