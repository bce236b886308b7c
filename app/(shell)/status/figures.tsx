import { FigureList } from "../../../components/ui/figure-list.tsx";
import { durationWords } from "./duration-words.ts";
import { strings } from "./strings.ts";

interface Props {
  queue: { queued: number; running: number; oldestWaitMs: number };
  openTurns: number;
  uptimeSeconds: number;
}

export function Figures({ queue, openTurns, uptimeSeconds }: Props) {
  const figures = [
    [strings.running, queue.running],
    [strings.queued, queue.queued],
    [strings.oldestWait, queue.queued > 0 ? durationWords(queue.oldestWaitMs) : strings.unknown],
    [strings.openTurns, openTurns],
    [strings.uptime, durationWords(uptimeSeconds * 1000)],
  ] as const;
  return (
    <section>
      <h2 className="mb-2 font-medium text-sm">{strings.now}</h2>
      <FigureList figures={figures} />
    </section>
  );
}
