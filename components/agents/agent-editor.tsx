"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { DraftBar } from "../definitions/draft-bar.tsx";
import { TroubleBar } from "../definitions/trouble-bar.tsx";
import { DraftProvider, type Edited, useEditedDraft } from "../definitions/use-draft.ts";
import { VersionList } from "../definitions/version-list.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import { ConfigTab } from "./config-tab.tsx";
import { PromptTab } from "./prompt-tab.tsx";
import { strings } from "./strings.ts";
import { TestsTab } from "./tests-tab.tsx";
import { type KnownTool, ToolsTab } from "./tools-tab.tsx";

interface Props {
  initial: Edited;
  tags: readonly string[];
  models: readonly string[];
  agents: readonly string[];
  tools: readonly KnownTool[];
  /** What the agent has done, drawn by the server. */
  usage: ReactNode;
  /** The chat with the draft. `onCase` tells that it saved a test case. */
  dock: (onCase: () => void) => ReactNode;
}

/** One agent: what is written, tried, tested and published. */
export function AgentEditor({ initial, tags: initialTags, models, agents, tools, usage, dock }: Props) {
  const router = useRouter();
  const draft = useEditedDraft(`/agents/${initial.name}`, initial);
  const [tags, setTags] = useState<readonly string[]>(initialTags);
  const [saved, setSaved] = useState(0);
  const [tab, setTab] = useState("config");
  const { name, body, trouble, conflict, version } = draft;
  return (
    <DraftProvider value={draft}>
      <div className="flex min-h-dvh flex-col lg:h-dvh lg:min-h-0">
        <TopBar
          title={
            <span className="flex items-center gap-2">
              <Avatar
                name={name}
                emoji={typeof body.emoji === "string" ? body.emoji : null}
                color={typeof body.color === "number" ? body.color : null}
              />
              <span className="truncate">{name}</span>
            </span>
          }
          beside={version === null ? null : <Badge tone="outline">{strings.version(version)}</Badge>}
        >
          <DraftBar onPublished={() => router.refresh()} onGone={() => router.push("/agents")} />
        </TopBar>
        <TroubleBar trouble={trouble} onReload={conflict ? () => void draft.reload() : null} />
        <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(0,1fr)_26rem]">
          <div className="relative min-w-0 px-4 py-4 md:px-6 lg:overflow-y-auto">
            <Tabs
              key={draft.round}
              value={tab}
              onValueChange={setTab}
              label={strings.parts}
              className="mx-auto max-w-3xl"
              tabs={[
                {
                  value: "config",
                  label: strings.tabs.config,
                  content: <ConfigTab models={models} agents={agents} tags={tags} onTags={setTags} />,
                },
                { value: "prompt", label: strings.tabs.prompt, content: <PromptTab /> },
                { value: "tools", label: strings.tabs.tools, content: <ToolsTab tools={tools} /> },
                { value: "tests", label: strings.tabs.tests, content: <TestsTab saved={saved} /> },
                { value: "versions", label: strings.tabs.versions, content: <VersionList /> },
                { value: "usage", label: strings.tabs.usage, content: usage },
              ]}
            />
          </div>
          {dock(() => setSaved((before) => before + 1))}
        </div>
      </div>
    </DraftProvider>
  );
}
