import Link from "next/link";
import { strings } from "../../../components/agents/strings.ts";
import { dollars, duration } from "../../../components/session/format.ts";
import { Avatar } from "../../../components/ui/avatar.tsx";
import { Badge } from "../../../components/ui/badge.tsx";
import { Cell, HeaderCell, Table } from "../../../components/ui/table.tsx";
import type { ListedAgent } from "./listed-agent.ts";

interface Props {
  label: string;
  agents: readonly ListedAgent[];
  isSelected: (name: string) => boolean;
  onSelect: (name: string) => void;
}

const { columns } = strings;

export function AgentTable({ label, agents, isSelected, onSelect }: Props) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeaderCell>
            <span className="sr-only">{strings.selected(0)}</span>
          </HeaderCell>
          <HeaderCell>{columns.name}</HeaderCell>
          <HeaderCell>{columns.version}</HeaderCell>
          <HeaderCell>{columns.models}</HeaderCell>
          <HeaderCell numeric>{columns.tools}</HeaderCell>
          <HeaderCell numeric>{columns.runs}</HeaderCell>
          <HeaderCell numeric>{columns.ok}</HeaderCell>
          <HeaderCell numeric>{columns.p95}</HeaderCell>
          <HeaderCell numeric>{columns.cost}</HeaderCell>
        </tr>
      </thead>
      <tbody>
        {agents.map(({ agent, version, state, archived, figures }) => (
          <tr key={agent.name}>
            <Cell>
              <input
                type="checkbox"
                aria-label={strings.select(agent.name)}
                checked={isSelected(agent.name)}
                onChange={() => onSelect(agent.name)}
                className="size-4 min-h-4 min-w-4 accent-primary"
              />
            </Cell>
            <Cell>
              <span className="flex items-center gap-2">
                <Avatar name={agent.name} emoji={agent.emoji ?? null} color={agent.color ?? null} size="small" />
                {archived ? (
                  agent.name
                ) : (
                  <Link href={`/agents/${agent.name}`} className="font-medium underline-offset-4 hover:underline">
                    {agent.name}
                  </Link>
                )}
              </span>
            </Cell>
            <Cell className="whitespace-nowrap">
              {version === null ? null : strings.version(version)}{" "}
              {archived ? <Badge tone="outline">{strings.archived}</Badge> : null}
              {!archived && state !== "published" ? <Badge tone="info">{strings.draftMark}</Badge> : null}
            </Cell>
            <Cell className="font-mono text-xs">{agent.models[0] ?? strings.defaultModel}</Cell>
            <Cell numeric>{agent.tools.length}</Cell>
            <Cell numeric>{figures.runs}</Cell>
            <Cell numeric>{figures.ok === null ? "–" : `${Math.round(figures.ok * 100)} %`}</Cell>
            <Cell numeric>{figures.p95Ms === null ? "–" : duration(figures.p95Ms)}</Cell>
            <Cell numeric>{figures.cost === null ? "–" : dollars(figures.cost)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
