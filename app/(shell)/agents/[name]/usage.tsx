import Link from "next/link";
import { compact, dollars, duration } from "../../../../components/session/format.ts";
import type { RunSummary } from "../../../../lib/core/summary.ts";
import { figuresOf } from "../figures-of.ts";
import { strings } from "./strings.ts";

interface Props {
  name: string;
  /** The last ones, the newest first. */
  runs: readonly RunSummary[];
  users: readonly { kind: string; name: string; draft: boolean }[];
}

const words = strings.usage;

/** What an agent has done lately, and who relies on it. */
export function Usage({ name, runs, users }: Props) {
  const { ok, p95Ms, cost, tokens } = figuresOf(runs);
  const versions = [...new Set(runs.map((run) => run.agentVersion))].filter((each) => each > 0).sort((a, b) => b - a);
  const failures = runs.filter((run) => run.error !== null).slice(0, 5);
  const figures: [string, string][] = [
    [words.ok, ok === null ? "–" : `${Math.round(ok * 100)} %`],
    [words.p95, p95Ms === null ? "–" : duration(p95Ms)],
    [words.cost, cost === null ? "–" : dollars(cost)],
    [words.tokens, compact(Math.round(tokens))],
    [words.versions, versions.join(", ") || "–"],
  ];
  return (
    <div className="grid gap-6 text-sm">
      {runs.length === 0 ? (
        <p className="text-muted-foreground">{words.none}</p>
      ) : (
        <section className="grid gap-3">
          <p className="text-muted-foreground">{words.of(runs.length)}</p>
          <dl className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-3">
            {figures.map(([label, value]) => (
              <div key={label} className="rounded-md border p-3">
                <dt className="text-muted-foreground text-xs">{label}</dt>
                <dd className="font-medium tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
          <p>
            <Link
              href={`/runs?agent=${encodeURIComponent(name)}`}
              className="text-primary underline underline-offset-4"
            >
              {words.all}
            </Link>
          </p>
        </section>
      )}
      {failures.length > 0 ? (
        <section className="grid gap-2">
          <h2 className="font-medium">{words.failures}</h2>
          <ul className="grid gap-1.5">
            {failures.map((run) => (
              <li key={run.id}>
                <Link href={`/runs/${run.id}`} className="underline underline-offset-4">
                  {run.error}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="grid gap-2">
        <h2 className="font-medium">{words.usedBy}</h2>
        {users.length === 0 ? <p className="text-muted-foreground">{words.nobody}</p> : null}
        <ul className="grid gap-1">
          {users.map((user) => (
            <li key={`${user.kind} ${user.name}`}>
              <Link href={`/${user.kind}s/${user.name}`} className="underline underline-offset-4">
                {user.name}
              </Link>
              {user.draft ? ` (${words.draft})` : null}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
