import { layersOf } from "./layers.ts";

export interface Size {
  width: number;
  height: number;
}

export interface Place {
  x: number;
  y: number;
}

export interface PlacedPicture extends Size {
  /** By node: the corner of its box at the top left. */
  places: ReadonlyMap<string, Place>;
  /** By place among the edges; null where one of its nodes is not drawn. */
  lines: readonly (PlacedLine | null)[];
}

export interface PlacedLine {
  /** As an SVG path, with the head of an arrow. */
  path: string;
  /** It leads to a box that was passed before, beside all boxes. */
  leadsBack: boolean;
  /** Where words about it begin. */
  words: Place;
}

interface Drawn {
  nodes: readonly { id: string }[];
  edges: readonly { from: string; to: string; label?: string | null | undefined }[];
}

const gap = { x: 24, y: 40 };
const margin = 12;
const laneWidth = 10;
/** What is said of a way back stands beside all of them. */
const backWordsWidth = 108;

/** Boxes of one size in layers from top to bottom, and the lines between them. */
export function placePicture(picture: Drawn, box: Size): PlacedPicture {
  const { layers, back } = layersOf(picture);
  const widest = Math.max(...layers.map((layer) => layer.length));
  const lanes = [...back];
  const inner = widest * (box.width + gap.x) - gap.x;
  const laneAt = (lane: number) => margin + inner + 14 + lane * laneWidth;
  const saysBack = lanes.some((index) => picture.edges[index]?.label);
  const places = new Map(
    layers.flatMap((layer, row) => {
      const left = margin + (inner - (layer.length * (box.width + gap.x) - gap.x)) / 2;
      return layer.map(
        (id, column) =>
          [id, { x: left + column * (box.width + gap.x), y: margin + row * (box.height + gap.y) }] as const,
      );
    }),
  );
  const lines = picture.edges.map(({ from, to }, index): PlacedLine | null => {
    const a = places.get(from);
    const b = places.get(to);
    if (!a || !b) return null;
    const lane = lanes.indexOf(index);
    if (lane < 0) {
      const words = { x: (a.x + b.x + box.width) / 2 + 6, y: (a.y + box.height + b.y) / 2 + 3 };
      return { path: downLine(a, b, box), leadsBack: false, words };
    }
    const words = { x: laneAt(lanes.length), y: a.y + box.height / 2 + 3 };
    return { path: backLine(a, b, box, laneAt(lane)), leadsBack: true, words };
  });
  const beside = (lanes.length > 0 ? 20 + lanes.length * laneWidth : 0) + (saysBack ? backWordsWidth : 0);
  return {
    width: inner + 2 * margin + beside,
    height: layers.length * (box.height + gap.y) - gap.y + 2 * margin,
    places,
    lines,
  };
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
