"use client";

import {
  applyNodeChanges,
  Background,
  Controls,
  type Edge,
  MarkerType,
  MiniMap,
  type Node,
  type NodeChange,
  ReactFlow,
  type ReactFlowInstance,
} from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { edgeId } from "../../../lib/workflows/graph/plan.ts";
import { layersOf } from "../../../lib/workflows/layers.ts";
import { strings as shared } from "../../definitions/strings.ts";
import { BackWay } from "./back-way.tsx";
import { CanvasStep, type StepData } from "./canvas-step.tsx";
import { lanesOf, nodeSize, type Places, placesOf } from "./place-nodes.ts";
import { editStrings as words } from "./strings.ts";
import { type GraphEditing, useGraph } from "./use-graph.ts";
import "@xyflow/react/dist/style.css";
import "./canvas.css";

type StepNode = Node<StepData, "step">;

const nodeTypes = { step: CanvasStep };
const edgeTypes = { back: BackWay };
const fit = { padding: 0.15, maxZoom: 1 };

/** The graph to be drawn on with a mouse, a finger or the arrow keys. */
export function Canvas({ name }: { name: string }) {
  const editing = useGraph();
  const { graph, edit, choose } = editing;
  // What a step is called does not move it.
  const shape = JSON.stringify([
    graph.nodes.map(({ id, place }) => [id, place]),
    graph.edges.map(({ from, to }) => [from, to]),
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape is all that places rest on
  const places = useMemo(() => placesOf(graph), [shape]);
  const wanted = useMemo(() => stepNodes(editing, places), [editing, places]);
  const edges = useMemo(() => wayEdges(editing, places), [editing, places]);
  const [nodes, setNodes] = useState(wanted);
  // What React Flow has measured stays with each node.
  useEffect(() => {
    setNodes((before) => {
      const known = new Map(before.map((node) => [node.id, node.measured]));
      return wanted.map((node) => {
        const measured = known.get(node.id);
        return measured ? { ...node, measured } : node;
      });
    });
  }, [wanted]);

  // A step that came or went moves the others: all of them are shown.
  const [flow, setFlow] = useState<ReactFlowInstance<StepNode, Edge> | null>(null);
  const count = graph.nodes.length;
  const shown = useRef(count);
  useEffect(() => {
    if (shown.current === count) return;
    shown.current = count;
    void flow?.fitView(fit);
  }, [flow, count]);

  function onNodesChange(changes: NodeChange<StepNode>[]): void {
    // What is deleted goes when the graph says so: its last step stays.
    const kept = changes.filter(({ type }) => type !== "remove");
    setNodes((before) => applyNodeChanges(kept, before));
    const picked = changes.find((change) => change.type === "select" && change.selected);
    if (picked?.type === "select") choose({ step: picked.id });
    // Moved by the arrow keys: what is dragged tells when it is let go.
    const moved = changes.flatMap((change) =>
      change.type === "position" && change.position && change.dragging === false ? [[change.id, change.position]] : [],
    );
    if (moved.length > 0) edit({ do: "place", places: Object.fromEntries(moved) }, `place ${moved.map(([id]) => id)}`);
  }

  return (
    <ReactFlow<StepNode, Edge>
      aria-label={words.canvas(name)}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onInit={setFlow}
      onNodesChange={onNodesChange}
      onEdgesChange={(changes) => {
        const picked = changes.find((change) => change.type === "select" && change.selected);
        if (picked?.type === "select") choose(wayOf(editing, picked.id));
      }}
      onPaneClick={() => choose(null)}
      onConnect={({ source, target }) => edit({ do: "connect", from: source, to: target })}
      onReconnect={(edge, { source, target }) => {
        const way = wayOf(editing, edge.id);
        if (way) edit({ do: "reconnect", edge: way.way, from: source, to: target });
      }}
      onDelete={({ nodes: gone, edges: cut }) => {
        const ids = gone.map(({ id }) => id);
        const alone = cut.filter(({ source, target }) => !ids.includes(source) && !ids.includes(target));
        edit({ do: "remove", nodes: ids, edges: alone.flatMap(({ id }) => wayOf(editing, id)?.way ?? []) });
        choose(null);
      }}
      deleteKeyCode={deleteKeys}
      fitView
      fitViewOptions={fit}
      minZoom={0.2}
    >
      <Background />
      <Controls showInteractive={false} fitViewOptions={fit} />
      {graph.nodes.length > 8 ? (
        <MiniMap pannable zoomable ariaLabel={words.miniMap} className="max-sm:hidden" />
      ) : null}
    </ReactFlow>
  );
}

const deleteKeys = ["Delete", "Backspace"];

function stepNodes({ graph, chosen, titleOf, findingsOf }: GraphEditing, places: Places): StepNode[] {
  return graph.nodes.map((node, index) => {
    const title = titleOf(node.id);
    const findings = findingsOf("nodes", index).length;
    const who =
      "agent" in node ? node.agent : "function" in node ? node.function : "workflow" in node ? node.workflow : null;
    const label = words.step(title, shared.nodeKinds[node.kind]);
    return {
      id: node.id,
      type: "step",
      position: places.get(node.id) ?? { x: 0, y: 0 },
      ...nodeSize,
      selected: chosen !== null && "step" in chosen && chosen.step === node.id,
      ariaLabel: findings > 0 ? `${label}, ${words.withFindings(findings)}` : label,
      data: { title, kind: node.kind, who, findings, isStart: graph.start === node.id },
    };
  });
}

function wayEdges({ graph, chosen, titleOf, findingsOf }: GraphEditing, places: Places): Edge[] {
  const { back } = layersOf({ nodes: graph.nodes, edges: graph.edges });
  const lanes = lanesOf(graph.edges, back, places);
  const known = new Set(graph.nodes.map(({ id }) => id));
  return graph.edges.flatMap((edge, index): Edge[] => {
    if (!known.has(edge.from) || !known.has(edge.to)) return [];
    const label = edge.label ?? edge.when ?? (edge.on === "error" ? words.wayError : undefined);
    const isWrong = findingsOf("edges", index).length > 0;
    return [
      {
        id: edgeId(edge, index),
        ...(back.has(index) && { type: "back", data: { lane: lanes.get(index) } }),
        source: edge.from,
        target: edge.to,
        ariaLabel: words.way(titleOf(edge.from), titleOf(edge.to)),
        selected: chosen !== null && "way" in chosen && chosen.way === index,
        markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 },
        reconnectable: true,
        ...(label && { label: label.length > 28 ? `${label.slice(0, 27).toWellFormed()}…` : label }),
        ...(isWrong && { className: "is-wrong" }),
      },
    ];
  });
}

function wayOf({ graph }: GraphEditing, id: string): { way: number } | null {
  const way = graph.edges.findIndex((edge, index) => edgeId(edge, index) === id);
  return way < 0 ? null : { way };
}
