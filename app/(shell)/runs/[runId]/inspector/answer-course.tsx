import { compact, duration } from "../../../../../components/session/format.ts";
import { Collapsible } from "../../../../../components/ui/collapsible.tsx";
import { Cell, HeaderCell, Table } from "../../../../../components/ui/table.tsx";
import type { Chunks } from "../../../../../lib/core/fields.ts";
import { strings } from "../strings.ts";
import { Part } from "./part.tsx";

const height = 40;
const barWidth = 6;

/** How an answer came in: when its first piece did, how many there were, where it paused, and how it went between. */
export function AnswerCourse({ chunks }: { chunks: Chunks }) {
  const { count, firstMs, everyMs, pieces, characters, pauseMs, pauseAtMs } = chunks;
  const all = characters.reduce((sum, each) => sum + each, 0);
  const most = Math.max(...characters, 1);
  const words = strings.piecesCame(count, compact(all), duration(firstMs));
  return (
    <Part title={strings.cameIn}>
      <p>{words}</p>
      {count > 1 ? <p>{strings.longestPause(duration(pauseMs), duration(pauseAtMs))}</p> : null}
      {pieces.length > 1 ? (
        <>
          <svg
            viewBox={`0 0 ${pieces.length * barWidth} ${height}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`${strings.courseOf(duration(everyMs))} ${words}`}
            className="mt-1.5 h-12 w-full border-b text-primary"
          >
            {characters.map((each, place) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a stretch's place is what it is
                key={place}
                x={place * barWidth + 0.5}
                // A piece without a character is still a piece.
                y={height - barHeight(each, pieces[place] ?? 0, most)}
                width={barWidth - 1}
                height={barHeight(each, pieces[place] ?? 0, most)}
                fill="currentColor"
              />
            ))}
          </svg>
          <p className="flex justify-between text-muted-foreground text-xs tabular-nums">
            <span>{strings.firstPiece}</span>
            <span>{duration(pieces.length * everyMs)}</span>
          </p>
          <Collapsible title={strings.asTable}>
            <Table label={strings.cameIn}>
              <thead>
                <tr>
                  <HeaderCell>{strings.sinceFirst}</HeaderCell>
                  <HeaderCell numeric>{strings.pieces}</HeaderCell>
                  <HeaderCell numeric>{strings.characters}</HeaderCell>
                </tr>
              </thead>
              <tbody>
                {pieces.map((each, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a stretch's place is what it is
                  <tr key={place}>
                    <Cell>{duration(place * everyMs)}</Cell>
                    <Cell numeric>{each}</Cell>
                    <Cell numeric>{characters[place]}</Cell>
                  </tr>
                ))}
              </tbody>
            </Table>
          </Collapsible>
        </>
      ) : null}
    </Part>
  );
}

function barHeight(characters: number, pieces: number, most: number): number {
  return pieces === 0 ? 0 : Math.max(1, (characters / most) * (height - 2));
}
