import TriangleAlert from "lucide-react/icons/triangle-alert";
import Unplug from "lucide-react/icons/unplug";
import { memo } from "react";
import type { Turn } from "../../../lib/core/state.ts";
import { Collapsible } from "../../ui/collapsible.tsx";
import { modelName } from "../format.ts";
import { MarkdownText } from "../markdown/markdown-text.tsx";
import { strings } from "../strings.ts";

const processEnded = new Set(["handed_over", "interrupted", "worker_lost"]);

/** An attempt that broke off: why, and who took over. */
export const BrokenTurn = memo(function BrokenTurn({ turn }: { turn: Turn }) {
  const isSeam = processEnded.has(turn.error?.code ?? "");
  const Icon = isSeam ? Unplug : TriangleAlert;
  return (
    <div className="my-1.5 rounded-lg sm:ml-10 border border-dashed px-3 py-1.5 text-sm">
      <p className="flex items-center gap-2">
        <Icon aria-hidden="true" className="size-4 shrink-0 text-warning" />
        <span className="min-w-0 font-medium">{isSeam ? strings.interrupted : headlineOf(turn)}</span>
      </p>
      <p className="pl-6 text-muted-foreground text-xs leading-relaxed">
        {turn.error ? `${turn.error.code}: ${turn.error.message}` : null}
      </p>
      {turn.partial ? (
        <Collapsible title={<span className="text-muted-foreground text-xs">{strings.partialText}</span>}>
          <MarkdownText text={turn.partial} />
        </Collapsible>
      ) : null}
    </div>
  );
});

function headlineOf({ model, nextModel }: Turn): string {
  if (!nextModel) return `${modelName(model)} ✗`;
  return nextModel === model
    ? strings.triedAgain(modelName(model))
    : strings.tookOver(modelName(model), modelName(nextModel));
}
