"use client";

import { createContext, useCallback, useContext, useMemo, useState } from "react";
import type { FieldProblem } from "../../../lib/definitions/kind.ts";
import { findingsAt } from "../../../lib/workflows/findings.ts";
import { editGraph, type GraphEdit } from "../../../lib/workflows/graph/edit-graph.ts";
import type { Graph, GraphNode } from "../../../lib/workflows/graph/graph.ts";
import { newNode } from "../../../lib/workflows/graph/new-node.ts";
import { inWords } from "../../../lib/workflows/picture.ts";
import { announce } from "../../ui/announce.ts";
import { editStrings as words } from "./strings.ts";
import { useHow } from "./use-how.ts";

/** What the settings are shown of. An edge is known by its place. */
export type Chosen = { step: string } | { way: number } | null;

export interface GraphEditing {
  graph: Graph;
  chosen: Chosen;
  choose(chosen: Chosen): void;
  edit(edit: GraphEdit, about?: string): void;
  /** Adds a step, and chooses it. */
  add(kind: GraphNode["kind"], after?: string): void;
  remove(id: string): void;
  titleOf(id: string): string;
  findingsOf(place: "nodes" | "edges", index: number): FieldProblem[];
}

const GraphContext = createContext<GraphEditing | null>(null);
export const GraphProvider = GraphContext.Provider;

export function useGraph(): GraphEditing {
  const graph = useContext(GraphContext);
  if (!graph) throw new Error("There is no graph around this component.");
  return graph;
}

/** The graph that the workflow is, and what is done to it. */
export function useGraphEditing(how: Graph & { kind: "graph" }): GraphEditing {
  const { change, names, findings } = useHow();
  const [chosen, choose] = useState<Chosen>(null);
  const graph: Graph = how;

  const edit = useCallback(
    (what: GraphEdit, about?: string) => {
      const next = editGraph(graph, what);
      if (next !== graph) change({ ...next, kind: "graph" }, about);
    },
    [graph, change],
  );
  const titleOf = useCallback(
    (id: string) => graph.nodes.find((node) => node.id === id)?.title ?? inWords(id),
    [graph],
  );
  return useMemo(
    () => ({
      graph,
      chosen,
      choose,
      edit,
      add(kind, after) {
        const node = newNode(graph, kind, names);
        edit({ do: "add", node, ...(after !== undefined && { after }) });
        choose({ step: node.id });
        announce(words.added(inWords(node.id)));
      },
      remove(id) {
        announce(words.removed(titleOf(id)));
        edit({ do: "remove", nodes: [id] });
        choose(null);
      },
      titleOf,
      findingsOf: (place, index) => findingsAt(findings, place, index),
    }),
    [graph, chosen, edit, names, titleOf, findings],
  );
}
