import { ScrollBox } from "../../../../../components/ui/scroll-box.tsx";
import type { RunPicture } from "../../../../../lib/runs/graph.ts";
import { shortened } from "../../../../../lib/text/shortened.ts";
import type { PictureNode } from "../../../../../lib/workflows/picture.ts";
import { placePicture } from "../../../../../lib/workflows/place-picture.ts";
import { strings } from "../strings.ts";

const box = { width: 168, height: 64 };
const longestTitle = 22;

/** What a run made of the picture. */
export interface PictureMarks {
  /** By node: a word about it, what it took, and how it is drawn. */
  nodes: ReadonlyMap<string, { text: string; figures: string; className: string }>;
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
  const { width, height, places, lines } = placePicture(picture, box);
  return (
    <ScrollBox label={strings.graphOf} className="max-h-[min(60dvh,36rem)] overflow-auto rounded-lg border bg-card">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-hidden="true"
        className="mx-auto block max-w-none"
      >
        {picture.edges.map(({ label }, index) => {
          const line = lines[index];
          if (!line) return null;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an edge's place is what it is
            <g key={index}>
              <path
                d={line.path}
                fill="none"
                strokeWidth={marks.gone.has(index) ? 2.5 : 1.5}
                className={lineLook(line.leadsBack, !marks.gone.has(index))}
              />
              {label ? (
                <text
                  x={line.words.x}
                  y={line.words.y}
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
    </ScrollBox>
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
      {mark ? (
        <text x={box.width / 2} y={53} textAnchor="middle" className="fill-muted-foreground text-[10px] tabular-nums">
          {mark.figures}
        </text>
      ) : null}
    </g>
  );
}
