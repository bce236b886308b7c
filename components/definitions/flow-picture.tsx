import { layersOf } from "../../lib/workflows/layers.ts";
import type { Picture, PictureNode } from "../../lib/workflows/picture.ts";
import type { NodeProgress, Progress } from "../../lib/workflows/progress.ts";
import { cn } from "../ui/cn.ts";
import { strings } from "./strings.ts";

const width = 168;
const heights = { still: 48, live: 64 };
const gap = { x: 24, y: 40 };
const margin = 12;
const longestTitle = 22;
/** What is said of a way back stands beside all of them. */
const longestBackLabel = 20;
const backLabelWidth = 108;

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
  const { layers, back } = layersOf(picture);
  const widest = Math.max(...layers.map((layer) => layer.length));
  // Ways back run beside the boxes.
  const lanes = back.size;
  const inner = widest * (box.width + gap.x) - gap.x;
  const besideLanes = inner + margin + 14 + lanes * 10;
  const saysBack = [...back].some((index) => picture.edges[index]?.label);
  const across = inner + 2 * margin + (lanes > 0 ? 20 + lanes * 10 : 0) + (saysBack ? backLabelWidth : 0);
  const down = layers.length * (box.height + gap.y) - gap.y + 2 * margin;
  const places = new Map(
    layers.flatMap((layer, row) => {
      const left = margin + (inner - (layer.length * (box.width + gap.x) - gap.x)) / 2;
      return layer.map(
        (id, column) =>
          [id, { x: left + column * (box.width + gap.x), y: margin + row * (box.height + gap.y) }] as const,
      );
    }),
  );
  const laneOf = [...back];
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn("overflow-auto rounded-lg border bg-card", className)}
    >
      <svg
        viewBox={`0 0 ${across} ${down}`}
        aria-hidden="true"
        className="mx-auto block h-auto w-full"
        // Smaller than this nobody could read it: it scrolls.
        style={{ minWidth: across * 0.7, maxWidth: across }}
      >
        {picture.edges.map(({ id, from, to, label: when }, index) => {
          const a = places.get(from);
          const b = places.get(to);
          if (!a || !b) return null;
          const lane = laneOf.indexOf(index);
          const line = lane >= 0 ? backLine(a, b, box, margin + inner + 14 + lane * 10) : downLine(a, b, box);
          const isTaken = progress?.taken.has(id) === true;
          return (
            <g key={id} data-taken={isTaken || undefined}>
              <path
                d={line}
                fill="none"
                strokeWidth={isTaken ? 2.5 : 1.5}
                className={strokeOf(progress, isTaken, lane >= 0)}
              />
              {when ? (
                <text
                  x={lane < 0 ? (a.x + b.x + box.width) / 2 + 6 : besideLanes}
                  y={lane < 0 ? (a.y + box.height + b.y) / 2 + 3 : a.y + box.height / 2 + 3}
                  strokeWidth="4"
                  className="fill-muted-foreground stroke-card text-[10px] [paint-order:stroke]"
                >
                  {shortened(when, lane < 0 ? longestTitle : longestBackLabel)}
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
    </section>
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

interface Size {
  width: number;
  height: number;
}

interface Place {
  x: number;
  y: number;
}

function downLine(a: Place, b: Place, box: Size): string {
  const [x1, y1, x2, y2] = [a.x + box.width / 2, a.y + box.height, b.x + box.width / 2, b.y];
  const bend = Math.max(gap.y / 2, (y2 - y1) / 2);
  return `M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2 - 2} m-4,-5 l4,5 l4,-5`;
}

function backLine(a: Place, b: Place, box: Size, x: number): string {
  const [x1, y1, x2, y2] = [a.x + box.width, a.y + box.height / 2, b.x + box.width, b.y + box.height / 2];
  return `M${x1},${y1} H${x} V${y2} H${x2 + 2} m5,-4 l-5,4 l5,4`;
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}
