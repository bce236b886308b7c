import { Card } from "../../../components/ui/card.tsx";
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
      <Card className="overflow-hidden">
        <dl className="-m-px grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]">
          {figures.map(([name, value]) => (
            <div key={name} className="border-t border-l px-4 py-3">
              <dt className="text-muted-foreground text-xs">{name}</dt>
              <dd className="mt-0.5 font-semibold text-lg tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </section>
  );
}
