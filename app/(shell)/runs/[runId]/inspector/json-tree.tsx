import { strings } from "../strings.ts";

/** What is nested deeper is written out as text. */
const deepest = 12;
const openDepth = 2;

/** JSON to look into, branch by branch. It opens and closes without any script. */
export function JsonTree({ value, depth = 0 }: { value: unknown; depth?: number }) {
  if (typeof value !== "object" || value === null) return <Leaf value={value} />;
  if (depth >= deepest) return <span className="whitespace-pre-wrap">{JSON.stringify(value, null, 2)}</span>;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const isList = Array.isArray(value);
  if (entries.length === 0) return <span className="text-muted-foreground">{isList ? "[]" : "{}"}</span>;
  return (
    <ul className={depth === 0 ? "grid gap-1" : "ml-1.5 grid gap-1 border-l pl-3"}>
      {entries.map(([name, each]) => (
        <li key={name} className="min-w-0">
          {isBranch(each) ? (
            <details open={depth < openDepth}>
              <summary className="cursor-pointer">
                <Name name={name} />{" "}
                <span className="text-muted-foreground">{strings.entries(Object.keys(each).length)}</span>
              </summary>
              <JsonTree value={each} depth={depth + 1} />
            </details>
          ) : (
            <>
              <Name name={name} /> <JsonTree value={each} depth={depth + 1} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function Name({ name }: { name: string }) {
  return <span className="text-primary">{name}:</span>;
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === "string") return <span className="whitespace-pre-wrap break-words">{value || '""'}</span>;
  return <span className="text-info">{String(value)}</span>;
}
