"use client";

import Bot from "lucide-react/icons/bot";
import Plus from "lucide-react/icons/plus";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { NewAgentDialog } from "../../../components/agents/new-agent-dialog.tsx";
import { strings } from "../../../components/agents/strings.ts";
import { BundleActions } from "../../../components/definitions/bundle-actions.tsx";
import { ListFilters, type ListView } from "../../../components/definitions/list-filters.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { TopBar } from "../../../components/ui/top-bar.tsx";
import { AgentCard } from "./agent-card.tsx";
import { AgentTable } from "./agent-table.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import type { ListedAgent } from "./listed-agent.ts";

interface Props {
  title: string;
  agents: readonly ListedAgent[];
}

/** All agents: found by words, tag and state, as cards or as a table. */
export function AgentList({ title, agents }: Props) {
  const router = useRouter();
  const [search, setSearch] = useState("");
  const [tag, setTag] = useState("");
  const [state, setState] = useState("");
  const [view, setView] = useState<ListView>("cards");
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [creating, setCreating] = useState(false);
  const tags = [...new Set(agents.flatMap((each) => each.tags))].sort();
  const shown = agents.filter((each) => fits(each, { search, tag, state }));
  const chosen = selected.filter((name) => shown.some(({ agent }) => agent.name === name));
  const toggle = (name: string) =>
    setSelected(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  return (
    <>
      <TopBar title={title}>
        <BundleActions only="agents" />
        <Button size="small" onClick={() => setCreating(true)}>
          <Plus aria-hidden="true" />
          {strings.newAgent}
        </Button>
      </TopBar>
      <div className="mx-auto grid w-full max-w-6xl grid-cols-1 gap-4 px-4 py-5 md:px-6">
        <ListFilters
          searchLabel={strings.search}
          search={search}
          onSearch={setSearch}
          choices={[
            {
              label: strings.tag,
              value: tag,
              onChange: setTag,
              options: [["", strings.allTags], ...tags.map((value) => [value, value] as const)],
            },
            { label: strings.state, value: state, onChange: setState, options: Object.entries(strings.states) },
          ]}
          view={view}
          onView={setView}
        />
        {chosen.length > 0 ? (
          <BulkBar
            names={chosen}
            archived={state === "archived"}
            onDone={() => {
              setSelected([]);
              router.refresh();
            }}
          />
        ) : null}
        {shown.length === 0 ? (
          <EmptyState
            icon={<Bot aria-hidden="true" />}
            title={agents.length === 0 ? strings.none : strings.noneFit}
            action={<Button onClick={() => setCreating(true)}>{strings.newAgent}</Button>}
          >
            {agents.length === 0 ? strings.noneHint : strings.noneFitHint}
          </EmptyState>
        ) : view === "table" ? (
          <AgentTable label={title} agents={shown} isSelected={(name) => chosen.includes(name)} onSelect={toggle} />
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] gap-4">
            {shown.map((each) => (
              <li key={each.agent.name}>
                <AgentCard listed={each} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <NewAgentDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}

function fits(
  { agent, tags, state, archived }: ListedAgent,
  wanted: { search: string; tag: string; state: string },
): boolean {
  const words = wanted.search.trim().toLowerCase();
  const inState = wanted.state === "archived" ? archived : !archived && (wanted.state === "" || wanted.state === state);
  return (
    inState &&
    (wanted.tag === "" || tags.includes(wanted.tag)) &&
    [agent.name, agent.description, ...tags].some((text) => text.toLowerCase().includes(words))
  );
}
