import { errorStatus } from "../../../lib/core/errors.ts";
import { problemTitles } from "../../../server/http/problem.ts";

/** Every code that a problem may have. Its `type` leads here. */
export function ProblemList() {
  const codes = Object.entries(problemTitles) as [keyof typeof errorStatus, string][];
  return (
    <section aria-labelledby="problems" className="mt-16">
      <h2 id="problems" className="scroll-mt-6 font-semibold text-2xl tracking-tight">
        Problems
      </h2>
      <dl className="mt-6 divide-y border-t">
        {codes.map(([code, title]) => (
          <div key={code} id={`problem-${code}`} className="flex scroll-mt-6 flex-wrap items-baseline gap-x-4 py-2.5">
            <dt className="w-52 break-words font-mono text-sm">{code}</dt>
            <dd className="flex gap-4 text-sm">
              <span className="font-mono text-muted-foreground">{errorStatus[code]}</span>
              {title}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
