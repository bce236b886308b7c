import type { RunPicture } from "../../../../../lib/runs/graph.ts";
import { layersOf } from "../../../../../lib/workflows/layers.ts";
import type { PictureNode } from "../../../../../lib/workflows/picture.ts";
import { strings } from "../strings.ts";

const box = { width: 168, height: 48 };
const gap = { x: 24, y: 40 };
const margin = 12;
const longestTitle = 22;

/** What a run made of the picture. */
export interface PictureMarks {
  /** By node: a word about it, and how it is drawn. */
  nodes: ReadonlyMap<string, { text: string; className: string }>;
  /** By place among the edges: the ways that were gone. */
  gone: ReadonlyMap<number, unknown>;
  chosen: string | null;
  onChoose: (node: string) => void;
}

interface Props {
  picture: RunPicture;
  marks: PictureMarks;
}

/** Boxes in layers from top to bottom, with arrows between them. The outline says the same in words. */
export function RunGraphPicture({ picture, marks }: Props) {
  const { layers, back } = layersOf(picture);
  const widest = Math.max(...layers.map((layer) => layer.length));
  // Ways back run beside the boxes.
  const lanes = back.size;
  const inner = widest * (box.width + gap.x) - gap.x;
  const width = inner + 2 * margin + (lanes > 0 ? 20 + lanes * 10 : 0);
  const height = layers.length * (box.height + gap.y) - gap.y + 2 * margin;
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
      aria-label={strings.graphOf}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[min(60dvh,36rem)] overflow-auto rounded-lg border bg-card"
    >
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-hidden="true"
        className="mx-auto block max-w-none"
      >
        {picture.edges.map(({ from, to, label }, index) => {
          const a = places.get(from);
          const b = places.get(to);
          if (!a || !b) return null;
          const lane = laneOf.indexOf(index);
          const line = lane >= 0 ? backLine(a, b, margin + inner + 14 + lane * 10) : downLine(a, b);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an edge's place is what it is
            <g key={index}>
              <path
                d={line}
                fill="none"
                strokeWidth={marks.gone.has(index) ? 2.5 : 1.5}
                className={lineLook(lane >= 0, !marks.gone.has(index))}
              />
              {label && lane < 0 ? (
                <text
                  x={(a.x + b.x + box.width) / 2 + 6}
                  y={(a.y + box.height + b.y) / 2 + 3}
                  strokeWidth="4"
                  className="fill-muted-foreground stroke-card text-[10px] [paint-order:stroke]"
                >
                  {shortened(label, longestTitle)}
                </text>
              ) : null}
            </g>
          );
        })}
        {picture.nodes.map((node) => {
          const at = places.get(node.id);
          return at ? <Box key={node.id} node={node} marks={marks} x={at.x} y={at.y} /> : null;
        })}
      </svg>
    </section>
  );
}

function lineLook(isBack: boolean, isUnused = false): string {
  if (isUnused) return "stroke-input opacity-60";
  return isBack ? "stroke-primary" : "stroke-input";
}

function Box({ node, marks, x, y }: { node: PictureNode; marks: PictureMarks; x: number; y: number }) {
  const { id, title, kind, who } = node;
  const isMark = kind === "start" || kind === "end";
  const mark = marks.nodes.get(id);
  const below = mark?.text ?? (who && who !== title ? who : kind);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way for the mouse
    <g
      transform={`translate(${x} ${y})`}
      className={mark ? "cursor-pointer" : undefined}
      onClick={mark ? () => marks.onChoose(id) : undefined}
    >
      {marks.chosen === id ? (
        <rect
          x={-4}
          y={-4}
          width={box.width + 8}
          height={box.height + 8}
          rx={12}
          className="fill-none stroke-ring"
          strokeWidth="2"
        />
      ) : null}
      <rect
        width={box.width}
        height={box.height}
        rx={isMark ? box.height / 2 : 8}
        className={mark?.className ?? (isMark ? "fill-muted stroke-border" : "fill-background stroke-input")}
      />
      <text x={box.width / 2} y={20} textAnchor="middle" className="fill-foreground font-medium text-[12px]">
        {shortened(title, longestTitle)}
      </text>
      <text x={box.width / 2} y={36} textAnchor="middle" className="fill-muted-foreground text-[11px]">
        {shortened(below, longestTitle + 2)}
      </text>
    </g>
  );
}

interface Place {
  x: number;
  y: number;
}

function downLine(a: Place, b: Place): string {
  const [x1, y1, x2, y2] = [a.x + box.width / 2, a.y + box.height, b.x + box.width / 2, b.y];
  const bend = Math.max(gap.y / 2, (y2 - y1) / 2);
  return `M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2 - 2} m-4,-5 l4,5 l4,-5`;
}

function backLine(a: Place, b: Place, x: number): string {
  const [x1, y1, x2, y2] = [a.x + box.width, a.y + box.height / 2, b.x + box.width, b.y + box.height / 2];
  return `M${x1},${y1} H${x} V${y2} H${x2 + 2} m5,-4 l-5,4 l5,4`;
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}
