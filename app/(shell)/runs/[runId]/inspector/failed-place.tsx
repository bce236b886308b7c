import Link from "next/link";
import { type FailedFunction, type StackFrame, stackFrames } from "../../../../../lib/functions/failed-call.ts";
import { strings } from "../strings.ts";
import { Part } from "./part.tsx";

/** Where a stored function failed, in the source that its author wrote, with the way to that version of it. */
export function FailedPlace({ failed }: { failed: FailedFunction }) {
  const { name, version, failure } = failed;
  const { kind, line, column, stack } = failure;
  return (
    <>
      <Part title={strings.failedIn}>
        <p className="break-words">
          <SourceLink failed={failed} at={line === null ? null : { line, column }}>
            {version === null ? name : strings.functionVersion(name, version)}
          </SourceLink>
          {" · "}
          {line === null ? kind : strings.failedAt(kind, line, column)}
        </p>
      </Part>
      {stack ? (
        <Part title={strings.stack} copy={stack}>
          <ol aria-label={strings.stack} className="grid gap-0.5 rounded-md bg-muted px-2.5 py-2 font-mono text-xs">
            {stackFrames(stack).map((frame, depth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a stack does not change
              <li key={depth} className="break-words">
                {frame.name === "" ? null : `${frame.name} `}
                {isOwn(frame) ? (
                  <SourceLink failed={failed} at={frame}>
                    {placeOf(frame)}
                  </SourceLink>
                ) : (
                  <span className="text-muted-foreground">{placeOf(frame)}</span>
                )}
              </li>
            ))}
          </ol>
        </Part>
      ) : null}
    </>
  );
}

interface LinkProps {
  failed: FailedFunction;
  at: { line: number; column: number | null } | null;
  children: string;
}

function SourceLink({ failed: { name, version }, at, children }: LinkProps) {
  const query = new URLSearchParams();
  if (version !== null) query.set("version", String(version));
  if (version !== null && at) query.set("line", String(at.line));
  if (version !== null && at && at.column !== null) query.set("column", String(at.column));
  return (
    <Link
      href={`/functions/${name}${query.size > 0 ? `?${query}` : ""}`}
      prefetch={false}
      className="underline underline-offset-4 hover:decoration-2"
    >
      {children}
    </Link>
  );
}

function placeOf({ source, line, column }: StackFrame): string {
  return `${source}:${line}:${column}`;
}

/** Not of a module that comes with Troupe. */
function isOwn({ source }: StackFrame): boolean {
  return !source.startsWith("troupe:");
}
