"use client";

import Trash2 from "lucide-react/icons/trash-2";
import { useState } from "react";
import { within } from "../../../lib/workflows/findings.ts";
import { labelsOf } from "../../../lib/workflows/graph/edit-graph.ts";
import type { GraphNode } from "../../../lib/workflows/graph/graph.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import { named } from "./node-fields.ts";
import { type FieldSpec, Settings } from "./setting.tsx";
import { editStrings as words } from "./strings.ts";
import { useGraph } from "./use-graph.ts";
import { useHow } from "./use-how.ts";

/** Where a step leads to: each way with its condition, and a new one. */
export function Ways({ node }: { node: GraphNode }) {
  const { graph, edit, titleOf } = useGraph();
  const [to, setTo] = useState("");
  const { id } = node;
  const ways = graph.edges.map((edge, index) => ({ edge, index })).filter(({ edge }) => edge.from === id);
  const connect = () => {
    edit({ do: "connect", from: id, to });
    announce(words.connected(titleOf(id), titleOf(to)));
    setTo("");
  };
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="font-medium text-sm">{words.ways}</h2>
      {ways.length === 0 ? <p className="text-muted-foreground text-sm">{words.noWays}</p> : null}
      {ways.map(({ index }) => (
        <WaySettings key={index} index={index} />
      ))}
      {node.kind === "end" ? null : (
        <div className="flex items-end gap-2">
          <Field label={words.connectTo(titleOf(id))} className="min-w-0 flex-1">
            {(control) => (
              <Select
                {...control}
                value={to}
                onChange={({ target }) => setTo(target.value)}
                options={[
                  { value: "", label: words.chooseStep },
                  ...graph.nodes.map((each) => ({ value: each.id, label: titleOf(each.id) })),
                ]}
              />
            )}
          </Field>
          <Button size="small" variant="outline" className="mb-0.5" disabled={to === ""} onClick={connect}>
            {words.connect}
          </Button>
        </div>
      )}
    </section>
  );
}

/** One way: where it leads, and when it is taken. */
export function WaySettings({ index }: { index: number }) {
  const { graph, edit, choose, chosen, titleOf } = useGraph();
  const { findings } = useHow();
  const edge = graph.edges[index];
  const node = graph.nodes.find(({ id }) => id === edge?.from);
  if (!edge || !node) return null;
  const labels = labelsOf(node);
  const when: FieldSpec = { name: "when", label: words.wayWhen, hint: words.wayWhenHint, as: "expression" };
  const specs: FieldSpec[] = [
    {
      name: "to",
      label: words.wayTo,
      as: "choice",
      options: graph.nodes.map(({ id }) => ({ value: id, label: titleOf(id) })),
    },
    ...(labels
      ? [
          {
            name: "label",
            label: words.wayLabel,
            as: "choice",
            none: words.wayNoLabel,
            options: named(labels),
          } as const,
        ]
      : [when]),
    { name: "on", label: words.wayError, as: "check", usually: false },
  ];
  return (
    <fieldset className="flex items-start gap-2 rounded-md border p-2">
      <legend className="px-1 text-muted-foreground text-xs">{words.way(titleOf(edge.from), titleOf(edge.to))}</legend>
      <div className="min-w-0 flex-1">
        <Settings
          specs={specs}
          values={{ ...edge, on: edge.on === "error" }}
          findings={within(findings, `how.edges.${index}`)}
          onChange={(field, value) => {
            if (field === "to") edit({ do: "reconnect", edge: index, from: edge.from, to: String(value) });
            else {
              const put = field === "on" ? value && "error" : value;
              edit({ do: "change-edge", edge: index, fields: { [field]: put } }, `way ${index} ${field}`);
            }
          }}
        />
      </div>
      <IconButton
        size="small"
        label={words.removeWay(titleOf(edge.from), titleOf(edge.to))}
        icon={<Trash2 />}
        onClick={() => {
          edit({ do: "remove", edges: [index] });
          if (chosen && "way" in chosen) choose(null);
        }}
      />
    </fieldset>
  );
}
