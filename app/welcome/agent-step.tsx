import { RadioGroup } from "../../components/ui/radio-group.tsx";
import { strings } from "./strings.ts";

export interface PickableAgent {
  name: string;
  description: string;
  emoji: string | null;
  tools: readonly string[];
}

export type PickableWorkflow = Omit<PickableAgent, "tools">;

const workflowMark = "workflow:";

/** The workflow that was picked; null where it is an agent. */
export function workflowPicked(picked: string): string | null {
  return picked.startsWith(workflowMark) ? picked.slice(workflowMark.length) : null;
}

interface Props {
  agents: readonly PickableAgent[];
  workflows: readonly PickableWorkflow[];
  picked: string;
  onPick: (name: string) => void;
}

export function AgentStep({ agents, workflows, picked, onPick }: Props) {
  return (
    <>
      <p className="mt-1 mb-4 text-muted-foreground text-sm leading-relaxed">{strings.agent.hint}</p>
      <RadioGroup
        legend={<span className="sr-only">{strings.agent.legend}</span>}
        look="rows"
        value={picked}
        onValueChange={onPick}
        options={[
          ...agents.map(({ name, description, emoji, tools }) => ({
            value: name,
            label: <Name name={name} emoji={emoji} />,
            hint: (
              <>
                <span className="block">{description}</span>
                <span className="block break-words">{strings.agent.tools(tools)}</span>
              </>
            ),
          })),
          ...workflows.map(({ name, description, emoji }) => ({
            value: `${workflowMark}${name}`,
            label: <Name name={name} emoji={emoji} />,
            hint: (
              <>
                <span className="block">{description}</span>
                <span className="block">{strings.agent.workflow}</span>
              </>
            ),
          })),
        ]}
      />
      <p className="mt-4 text-muted-foreground text-sm leading-relaxed">{strings.agent.afterwards}</p>
    </>
  );
}

function Name({ name, emoji }: { name: string; emoji: string | null }) {
  return (
    <span className="font-medium">
      {emoji ? <span aria-hidden="true">{emoji} </span> : null}
      {name}
    </span>
  );
}
