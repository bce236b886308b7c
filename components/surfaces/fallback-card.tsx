import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { SurfaceNode } from "../../lib/core/surface.ts";
import { Collapsible } from "../ui/collapsible.tsx";
import { ScrollBox } from "../ui/scroll-box.tsx";
import { strings } from "./strings.ts";

const mostShown = 20_000;

/** What could not be drawn, to be read: nothing that an agent showed is lost. */
export function FallbackCard({ node, why }: { node: SurfaceNode; why: string }) {
  return (
    <div className="rounded-md border border-dashed p-2.5 text-sm">
      <p className="flex items-start gap-2">
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
        <span className="min-w-0 break-words">
          {strings.unknown(node.type)}. {why}
        </span>
      </p>
      <Collapsible title={strings.asWritten}>
        <ScrollBox
          as="pre"
          className="max-h-64 overflow-auto whitespace-pre-wrap break-all rounded-md bg-muted p-2 font-mono text-xs"
        >
          {JSON.stringify(node, null, 2).slice(0, mostShown)}
        </ScrollBox>
      </Collapsible>
    </div>
  );
}
