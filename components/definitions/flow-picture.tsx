import { shortened } from "../../lib/text/shortened.ts";
import type { Picture, PictureNode } from "../../lib/workflows/picture.ts";
import { type Place, placePicture, type Size } from "../../lib/workflows/place-picture.ts";
import type { NodeProgress, Progress } from "../../lib/workflows/progress.ts";
import { cn } from "../ui/cn.ts";
import { ScrollBox } from "../ui/scroll-box.tsx";
import { strings } from "./strings.ts";

const width = 168;
const heights = { still: 48, live: 64 };
const longestTitle = 22;
const longestBackLabel = 20;

interface Props {
  label: string;
  picture: Picture;
  /** How far a run of it has come. */
  progress?: Progress;
  /** What a step has taken, in few words. */
  figures?: (node: NodeProgress) => string;
  className?: string;
}

/** Boxes in layers from top to bottom, with arrows between them. A list beside it must say the same in words. */
export function FlowPicture({ label, picture, progress, figures, className }: Props) {
  const box = { width, height: progress ? heights.live : heights.still };
  const { width: across, height: down, places, lines } = placePicture(picture, box);
  return (
    <ScrollBox label={label} className={cn("overflow-auto rounded-lg border bg-card", className)}>
      <svg
        viewBox={`0 0 ${across} ${down}`}
        aria-hidden="true"
        className="mx-auto block h-auto w-full"
        // Smaller than this nobody could read it: it scrolls.
        style={{ minWidth: across * 0.7, maxWidth: across }}
      >
        {picture.edges.map(({ id, label: when }, index) => {
          const line = lines[index];
          if (!line) return null;
          const isTaken = progress?.taken.has(id) === true;
          return (
            <g key={id} data-taken={isTaken || undefined}>
              <path
                d={line.path}
                fill="none"
                strokeWidth={isTaken ? 2.5 : 1.5}
                className={strokeOf(progress, isTaken, line.leadsBack)}
              />
              {when ? (
                <text
                  x={line.words.x}
                  y={line.words.y}
                  strokeWidth="4"
                  className="fill-muted-foreground stroke-card text-[10px] [paint-order:stroke]"
                >
                  {shortened(when, line.leadsBack ? longestBackLabel : longestTitle)}
                </text>
              ) : null}
            </g>
          );
        })}
        {picture.nodes.map((node) => {
          const at = places.get(node.id);
          if (!at) return null;
          const its = progress?.nodes.get(node.id);
          const told = its && figures?.(its);
          return <Box key={node.id} node={node} at={at} box={box} progress={its} {...(told && { figures: told })} />;
        })}
      </svg>
    </ScrollBox>
  );
}

interface BoxProps {
  node: PictureNode;
  at: Place;
  box: Size;
  progress: NodeProgress | undefined;
  figures?: string;
}

/** Beside its colour, each has a sign of its own. */
const signs: Record<NodeProgress["status"], { sign: string; frame: string; text: string }> = {
  open: { sign: "●", frame: "stroke-info", text: "fill-info" },
  waiting: { sign: "?", frame: "stroke-warning", text: "fill-warning" },
  done: { sign: "✓", frame: "stroke-success", text: "fill-success" },
  failed: { sign: "✗", frame: "stroke-destructive", text: "fill-destructive" },
  skipped: { sign: "–", frame: "stroke-input", text: "fill-muted-foreground" },
};

function Box({ node: { id, title, kind, who }, at, box, progress, figures }: BoxProps) {
  const isMark = kind === "start" || kind === "end";
  const below = who && who !== title ? who : strings.nodeKinds[kind];
  const sign = progress && signs[progress.status];
  const isOpen = progress?.status === "open";
  return (
    <g transform={`translate(${at.x} ${at.y})`} data-node={id} data-status={progress?.status}>
      <rect
        width={box.width}
        height={box.height}
        rx={isMark ? box.height / 2 : 8}
        strokeWidth={progress ? 2 : 1}
        className={cn(
          isMark ? "fill-muted stroke-border" : "fill-background stroke-input",
          sign?.frame,
          isOpen && "animate-pulse-soft motion-reduce:animate-none",
        )}
      />
      {sign ? (
        <text x={box.width - 14} y={18} textAnchor="middle" className={cn("font-semibold text-[13px]", sign.text)}>
          {sign.sign}
        </text>
      ) : null}
      <text x={box.width / 2} y={20} textAnchor="middle" className="fill-foreground font-medium text-[12px]">
        {shortened(title, longestTitle - (sign ? 4 : 0))}
      </text>
      <text x={box.width / 2} y={36} textAnchor="middle" className="fill-muted-foreground text-[11px]">
        {shortened(below, longestTitle + 2)}
      </text>
      {figures ? (
        <text x={box.width / 2} y={53} textAnchor="middle" className="fill-muted-foreground text-[10px] tabular-nums">
          {figures}
        </text>
      ) : null}
    </g>
  );
}

/** Ways that were taken stand out; ways that lead back do where nothing runs. */
function strokeOf(progress: Progress | undefined, isTaken: boolean, leadsBack: boolean): string {
  if (isTaken) return "stroke-success";
  return leadsBack && !progress ? "stroke-primary" : "stroke-input";
}
