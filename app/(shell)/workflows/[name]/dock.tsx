"use client";

import { useMemo } from "react";
import { FlowSection } from "../../../../components/session/rail/flow-section.tsx";
import { type WorkflowCard, WorkflowsContext } from "../../../../components/session/workflows-context.ts";
import { useHow } from "../../../../components/workflows/edit/use-how.ts";
import { strings } from "../../../../components/workflows/strings.ts";
import { graphOf } from "../../../../lib/workflows/graph-of.ts";
import type { Workflow } from "../../../../lib/workflows/workflow.ts";
import { type DockProps, TryDock } from "../../trial/try-dock.tsx";

export type Chat = Pick<DockProps, "agents" | "models" | "mostBytes" | "me"> & { workflows: readonly WorkflowCard[] };

/** A chat with the draft of the workflow. */
export function Dock({ chat: { workflows, ...chat } }: { chat: Chat }) {
  const { workflow } = useHow();
  // Who talks to the draft reads of its steps, and not of those that are published.
  const cards = useMemo(() => (workflow ? withCard(workflows, workflow) : workflows), [workflows, workflow]);
  return (
    <WorkflowsContext value={cards}>
      <TryDock
        {...chat}
        opened={(name, workflowVersion) => ({ workflow: name, workflowVersion })}
        goesOn={(workflowVersion) => ({ workflowVersion })}
        beside={
          <details className="w-full">
            <summary className="target cursor-pointer py-1">{strings.liveSteps}</summary>
            <div className="max-h-72 overflow-y-auto text-foreground">
              <FlowSection />
            </div>
          </details>
        }
      />
    </WorkflowsContext>
  );
}

function withCard(workflows: readonly WorkflowCard[], workflow: Workflow): WorkflowCard[] {
  const { name, kind, description = "", emoji, suggestions = [] } = workflow;
  const nodes = (graphOf(workflow)?.nodes ?? []).map((node) => ({
    id: node.id,
    kind: node.kind,
    ...(node.title && { title: node.title }),
  }));
  const card = { name, kind, description, suggestions, nodes, ...(emoji && { emoji }) };
  return [...workflows.filter((each) => each.name !== name), card];
}
