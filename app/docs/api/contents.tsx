import { MethodName } from "./method-name.tsx";
import type { Group } from "./operations-by-tag.ts";
import { Path } from "./path.tsx";

/** Where to find what: beside the text on a wide screen, folded above it on a narrow one. */
export function Contents({ groups }: { groups: Group[] }) {
  return (
    <>
      <details className="mt-4 rounded-lg border bg-card lg:hidden">
        <summary className="cursor-pointer rounded-lg px-4 py-3 font-medium">Contents</summary>
        <nav aria-label="Contents" className="border-t px-4 py-3">
          <Links groups={groups} />
        </nav>
      </details>
      <nav
        aria-label="All calls"
        className="sticky top-0 hidden max-h-dvh overflow-y-auto overscroll-contain py-12 pr-2 lg:block"
      >
        <Links groups={groups} />
      </nav>
    </>
  );
}

function Links({ groups }: { groups: Group[] }) {
  return (
    <ul className="space-y-5 text-sm">
      {groups.map(({ tag, operations }) => (
        <li key={tag}>
          <a href={`/docs/api#tag-${tag}`} className="rounded-sm font-medium hover:underline">
            {tag}
          </a>
          <ul className="mt-1.5 space-y-1">
            {operations.map(({ method, path, operation }) => (
              <li key={operation.operationId}>
                <a
                  href={`/docs/api#${operation.operationId}`}
                  className="flex gap-2 rounded-sm text-muted-foreground hover:text-foreground"
                >
                  <MethodName method={method} className="w-12 shrink-0 pt-px text-[0.7rem]" />
                  <Path path={path.replace(/^\/api\/v1(?=\/)/, "")} />
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li>
        <a href="/docs/api#problems" className="rounded-sm font-medium hover:underline">
          Problems
        </a>
      </li>
      <li>
        <a href="/docs/api/schemas" className="rounded-sm font-medium hover:underline">
          Schemas
        </a>
      </li>
    </ul>
  );
}
