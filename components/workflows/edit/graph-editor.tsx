"use client";

import GitFork from "lucide-react/icons/git-fork";
import List from "lucide-react/icons/list";
import Plus from "lucide-react/icons/plus";
import { lazy, Suspense, useState } from "react";
import type { Graph } from "../../../lib/workflows/graph/graph.ts";
import { Button } from "../../ui/button.tsx";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { ToggleGroup } from "../../ui/toggle-group.tsx";
import { useHydrated } from "../../ui/use-hydrated.ts";
import { AddStep } from "./add-step.tsx";
import { countOf, FindingList } from "./finding-list.tsx";
import { GraphOutline } from "./graph-outline.tsx";
import { StepSettings } from "./step-settings.tsx";
import { editStrings as words } from "./strings.ts";
import { UndoButtons } from "./undo-buttons.tsx";
import { GraphProvider, useGraph, useGraphEditing } from "./use-graph.ts";
import { useHow } from "./use-how.ts";
import { WaySettings } from "./ways.tsx";

const Canvas = lazy(() => import("./canvas.tsx").then((module) => ({ default: module.Canvas })));

/** A graph to be edited: drawn, or as a list. Both are the same state. */
export function GraphEditor({ name, how }: { name: string; how: Graph & { kind: "graph" } }) {
  const editing = useGraphEditing(how);
  const { findings } = useHow();
  const [view, setView] = useState<"graph" | "list">("graph");
  const { chosen, edit } = editing;
  const after = chosen && "step" in chosen ? chosen.step : undefined;
  return (
    <GraphProvider value={editing}>
      <div className="@container grid grid-cols-[minmax(0,1fr)] gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <ToggleGroup
            label={words.view}
            value={view}
            onValueChange={setView}
            options={[
              { value: "graph", label: words.graph, icon: <GitFork aria-hidden="true" /> },
              { value: "list", label: words.list, icon: <List aria-hidden="true" /> },
            ]}
          />
          <AddStep
            label={words.addStep}
            movesFocus={view === "list"}
            {...(after !== undefined && { after })}
            trigger={(props) => (
              <Button {...props} size="small" variant="outline">
                <Plus aria-hidden="true" />
                {words.addStep}
              </Button>
            )}
          />
          <UndoButtons />
          {view === "graph" ? (
            <Button size="small" variant="ghost" title={words.tidyHint} onClick={() => edit({ do: "tidy" })}>
              {words.tidy}
            </Button>
          ) : null}
          <p role="status" className="ml-auto text-muted-foreground text-xs">
            {countOf(findings)}
          </p>
        </div>
        {view === "list" ? <GraphOutline /> : <DrawnGraph name={name} />}
        {view === "list" || chosen ? <FindingList findings={ofTheWhole(findings)} /> : null}
      </div>
    </GraphProvider>
  );
}

/** The canvas, and beside it what is chosen. */
function DrawnGraph({ name }: { name: string }) {
  const hydrated = useHydrated();
  const loading = <p className="grid h-full place-items-center text-muted-foreground text-sm">{words.loadingCanvas}</p>;
  return (
    <div className="grid @3xl:grid-cols-[minmax(0,1fr)_20rem] grid-cols-[minmax(0,1fr)] gap-3">
      <div className="h-[28rem] @3xl:h-[34rem] overflow-hidden rounded-lg border">
        {hydrated ? (
          <Suspense fallback={loading}>
            <Canvas name={name} />
          </Suspense>
        ) : (
          loading
        )}
      </div>
      <Inspector />
    </div>
  );
}

function Inspector() {
  const { graph, chosen, titleOf, findingsOf } = useGraph();
  const { findings } = useHow();
  const index = chosen && "step" in chosen ? graph.nodes.findIndex(({ id }) => id === chosen.step) : -1;
  const node = graph.nodes[index];
  const edge = chosen && "way" in chosen ? graph.edges[chosen.way] : undefined;
  const title = node
    ? words.settingsOf(titleOf(node.id))
    : edge
      ? words.way(titleOf(edge.from), titleOf(edge.to))
      : words.findings;
  return (
    <ScrollBox label={title} className="@3xl:max-h-[34rem] min-w-0 overflow-y-auto rounded-lg border bg-card p-3">
      <h2 className="mb-2 break-words font-medium text-sm">{title}</h2>
      {node ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <FindingList findings={findingsOf("nodes", index)} />
          <StepSettings key={node.id} node={node} />
        </div>
      ) : edge && chosen && "way" in chosen ? (
        <WaySettings index={chosen.way} />
      ) : (
        <div className="grid gap-3 text-sm">
          {findings.length > 0 ? <FindingList findings={findings} /> : <p>{words.noFindings}</p>}
          <p className="text-muted-foreground">{words.nothingChosen}</p>
        </div>
      )}
    </ScrollBox>
  );
}

/** What no step and no way is to blame for alone. */
function ofTheWhole(findings: ReturnType<typeof useHow>["findings"]) {
  return findings.filter(({ path }) => !/^how\.(nodes|edges)\.\d/.test(path));
}
