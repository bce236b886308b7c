"use client";

import type { AgentTool, ApprovalPolicy } from "../../lib/core/agent.ts";
import { ConditionsField, firstCondition } from "../definitions/conditions-field.tsx";
import { useDraft } from "../definitions/use-draft.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { Select } from "../ui/select.tsx";
import { strings } from "./strings.ts";

export interface KnownTool {
  name: string;
  description: string;
  /** Why it cannot be used now. */
  unavailable: string | null;
  /** Names of its arguments. */
  arguments: readonly string[];
}

/** What the agent may use, and when a person is asked first. */
export function ToolsTab({ tools: known }: { tools: readonly KnownTool[] }) {
  const { body, change } = useDraft();
  const chosen = ((body.tools ?? []) as (string | AgentTool)[]).map((each) =>
    typeof each === "string" ? { name: each } : each,
  );
  const put = (tools: AgentTool[]) => change({ tools: tools.length > 0 ? tools : undefined });
  const strangers = chosen.filter(({ name }) => !known.some((tool) => tool.name === name));
  const all = [
    ...strangers.map(({ name }) => ({ name, description: strings.missing, unavailable: null, arguments: [] })),
    ...known,
  ];
  if (all.length === 0) return <p className="text-muted-foreground text-sm">{strings.noTools}</p>;
  return (
    <div className="grid gap-3">
      <p className="text-muted-foreground text-sm">{strings.toolsHint}</p>
      <ul className="grid gap-2">
        {all.map((tool) => {
          const mine = chosen.find(({ name }) => name === tool.name);
          return (
            <li key={tool.name} className="flex flex-wrap items-start justify-between gap-3 rounded-md border p-3">
              <Checkbox
                className="min-w-0 flex-1 basis-56"
                label={<span className="break-all font-mono">{tool.name}</span>}
                hint={tool.unavailable ? strings.unusable(tool.unavailable) : tool.description}
                checked={mine !== undefined}
                onChange={({ target }) =>
                  put(
                    target.checked ? [...chosen, { name: tool.name }] : chosen.filter(({ name }) => name !== tool.name),
                  )
                }
              />
              {mine ? (
                <Select
                  aria-label={strings.approvalOf(tool.name)}
                  value={modeOf(mine.approval)}
                  onChange={({ target }) =>
                    put(
                      chosen.map((each) =>
                        each.name === tool.name ? withMode(each, target.value, tool.arguments) : each,
                      ),
                    )
                  }
                  options={[
                    { value: "own", label: strings.approvals.own },
                    { value: "never", label: strings.approvals.never },
                    { value: "always", label: strings.approvals.always },
                    ...(modeOf(mine.approval) === "when" || tool.arguments.length > 0
                      ? [{ value: "when", label: strings.approvals.when }]
                      : []),
                  ]}
                />
              ) : null}
              {typeof mine?.approval === "object" ? (
                <ConditionsField
                  of={tool.name}
                  conditions={mine.approval.when}
                  known={tool.arguments}
                  onChange={(when) =>
                    put(chosen.map((each) => (each.name === tool.name ? { ...each, approval: { when } } : each)))
                  }
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function modeOf(approval: ApprovalPolicy | undefined): string {
  if (approval === undefined) return "own";
  return typeof approval === "string" ? approval : "when";
}

function withMode(tool: AgentTool, mode: string, known: readonly string[]): AgentTool {
  if (mode === "when") return { ...tool, approval: { when: [firstCondition(known)] } };
  const { approval: _old, ...rest } = tool;
  return mode === "own" ? rest : { ...rest, approval: mode as "never" | "always" };
}
