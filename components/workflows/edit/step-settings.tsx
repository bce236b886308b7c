"use client";

import { within } from "../../../lib/workflows/findings.ts";
import type { GraphNode } from "../../../lib/workflows/graph/graph.ts";
import { Button } from "../../ui/button.tsx";
import { Collapsible } from "../../ui/collapsible.tsx";
import { fieldsOf } from "./node-fields.ts";
import { Settings } from "./setting.tsx";
import { StepName } from "./step-name.tsx";
import { editStrings as words } from "./strings.ts";
import { useGraph } from "./use-graph.ts";
import { useHow } from "./use-how.ts";
import { Ways } from "./ways.tsx";

const titleField = { name: "title", label: words.title, as: "text" } as const;

/** Everything that can be set on a step, and where it leads to. */
export function StepSettings({ node }: { node: GraphNode }) {
  const { graph, edit, choose } = useGraph();
  const { names, findings } = useHow();
  const { id, kind } = node;
  const index = graph.nodes.indexOf(node);
  const mine = within(findings, `how.nodes.${index}`);
  const { first, more } = fieldsOf(kind, names);
  const change = (field: string, value: unknown) =>
    edit({ do: "change-node", id, fields: { [field]: value } }, `${id}.${field}`);
  const values = node as Readonly<Record<string, unknown>>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Settings specs={[titleField, ...first]} values={values} findings={mine} onChange={change} />
      <Ways node={node} />
      <Collapsible title={words.more}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <StepName
            key={id}
            id={id}
            taken={graph.nodes.map((each) => each.id)}
            onRename={(to) => {
              edit({ do: "rename", id, to });
              choose({ step: to });
            }}
          />
          <Settings specs={more} values={values} findings={mine} onChange={change} />
          {graph.start === id ? null : (
            <Button
              size="small"
              variant="outline"
              className="justify-self-start"
              onClick={() => edit({ do: "begin-with", id })}
            >
              {words.beginHere}
            </Button>
          )}
        </div>
      </Collapsible>
    </div>
  );
}
