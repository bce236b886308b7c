import CircleCheck from "lucide-react/icons/circle-check";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import Link from "next/link";
import type { Anomaly } from "../../lib/operations/anomalies.ts";
import { anomalyReason, anomalyTitle } from "../../lib/operations/anomaly-words.ts";
import { runsOfAnomaly } from "../../lib/operations/deviation.ts";
import { Card } from "../ui/card.tsx";
import { strings } from "./strings.ts";

/** What is otherwise than usual, why that is said, and the way to its runs. */
export function AnomalyList({ anomalies }: { anomalies: readonly Anomaly[] }) {
  return (
    <section aria-labelledby="anomalies">
      <h2 id="anomalies" className="mb-2 font-medium text-sm">
        {strings.anomalies}
      </h2>
      {anomalies.length === 0 ? (
        <Card className="flex items-start gap-2.5 p-4 text-sm">
          <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
          <p>
            {strings.allUsual} <span className="text-muted-foreground">{strings.allUsualHint}</span>
          </p>
        </Card>
      ) : (
        <ul className="grid gap-2">
          {anomalies.map((anomaly) => (
            <li key={anomaly.id}>
              <Card className="flex items-start gap-2.5 p-4 text-sm">
                <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
                <div className="min-w-0">
                  <h3 className="break-words font-medium">{anomalyTitle(anomaly)}</h3>
                  <p className="text-muted-foreground">{anomalyReason(anomaly)}</p>
                  <Link
                    href={runsOfAnomaly(anomaly)}
                    prefetch={false}
                    className="underline underline-offset-4 hover:decoration-2"
                  >
                    {strings.runs}
                  </Link>
                </div>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
