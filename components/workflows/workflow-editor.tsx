"use client";

import MessageSquare from "lucide-react/icons/message-square";
import Workflow from "lucide-react/icons/workflow";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { Nameable } from "../../lib/workflows/graph/new-node.ts";
import { pictureOf } from "../../lib/workflows/picture.ts";
import { DraftBar } from "../definitions/draft-bar.tsx";
import { FlowPicture } from "../definitions/flow-picture.tsx";
import { TroubleBar } from "../definitions/trouble-bar.tsx";
import { DraftProvider, type Edited, useDraft, useEditedDraft } from "../definitions/use-draft.ts";
import { VersionList } from "../definitions/version-list.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, buttonStyle } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import { BodyEditor } from "./body-editor.tsx";
import { CasesTab } from "./cases-tab.tsx";
import { GraphEditor } from "./edit/graph-editor.tsx";
import { SettingsTab } from "./edit/settings-tab.tsx";
import { type Editing, EditingProvider, useEditing } from "./edit/use-how.ts";
import { FileButtons } from "./file-buttons.tsx";
import { Outline } from "./outline.tsx";
import { strings } from "./strings.ts";

interface Props {
  initial: Edited;
  /** What its steps may name. */
  names: Nameable;
  /** A chat with the draft. */
  dock: ReactNode;
}

/** One workflow: seen, written, tried, tested, published and gone back on. */
export function WorkflowEditor({ initial, names, dock }: Props) {
  const router = useRouter();
  const draft = useEditedDraft(`/workflows/${initial.name}`, initial);
  const editing = useEditing(draft, names);
  const [tries, setTries] = useState(false);
  const [tab, setTab] = useState("steps");
  const { name, body, trouble, conflict, version } = draft;
  const { workflow } = editing;
  const tabs = [
    { value: "steps", label: strings.tabs.steps, content: <Steps key={draft.round} editing={editing} /> },
    { value: "settings", label: strings.tabs.settings, content: <SettingsTab key={draft.round} /> },
    { value: "definition", label: strings.tabs.definition, content: <BodyEditor key={draft.round} /> },
    ...(workflow?.kind === "router"
      ? [{ value: "cases", label: strings.tabs.cases, content: <CasesTab agents={workflow.agents} /> }]
      : []),
    { value: "versions", label: strings.tabs.versions, content: <Versions /> },
  ];
  return (
    <DraftProvider value={draft}>
      <EditingProvider value={editing}>
        <div className={cn("flex min-h-dvh flex-col", tries && "lg:h-dvh lg:min-h-0")}>
          <TopBar
            title={
              <span className="flex items-center gap-2">
                <Avatar name={name} emoji={typeof body.emoji === "string" ? body.emoji : null} />
                <span className="truncate">{name}</span>
              </span>
            }
            beside={version === null ? null : <Badge tone="outline">{strings.version(version)}</Badge>}
          >
            {version === null ? null : (
              <Link
                href={`/chat?workflow=${encodeURIComponent(name)}`}
                prefetch={false}
                title={strings.tryHint}
                className={buttonStyle({ variant: "ghost", size: "small" })}
              >
                <MessageSquare aria-hidden="true" />
                {strings.chat}
              </Link>
            )}
            <Button size="small" variant="outline" aria-expanded={tries} onClick={() => setTries(!tries)}>
              {strings.tryIt}
            </Button>
            <DraftBar onPublished={() => router.refresh()} onGone={() => router.push("/workflows")} />
          </TopBar>
          <TroubleBar trouble={trouble} onReload={conflict ? () => void draft.reload() : null} />
          <div className={cn("grid min-h-0 flex-1", tries && "lg:grid-cols-[minmax(0,1fr)_26rem]")}>
            <div className={cn("relative min-w-0 px-4 py-4 md:px-6", tries && "lg:overflow-y-auto")}>
              <Tabs
                value={tab}
                onValueChange={setTab}
                label={strings.parts}
                tabs={tabs}
                className={cn("mx-auto", tab === "steps" && workflow?.kind === "graph" ? "max-w-7xl" : "max-w-4xl")}
              />
            </div>
            {tries ? dock : null}
          </div>
        </div>
      </EditingProvider>
    </DraftProvider>
  );
}

/** What was published, and the way out of here and back. */
function Versions() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <FileButtons />
      <VersionList />
    </div>
  );
}

/** The steps to look at; of a graph, to edit. */
function Steps({ editing: { how, workflow } }: { editing: Editing }) {
  const { name } = useDraft();
  if (how?.kind === "graph" && Array.isArray(how.nodes) && Array.isArray(how.edges))
    return <GraphEditor name={name} how={how} />;
  if (!workflow)
    return (
      <EmptyState icon={<Workflow aria-hidden="true" />} title={strings.noPicture}>
        {strings.noPictureHint}
      </EmptyState>
    );
  const picture = pictureOf(workflow);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {workflow.description ? <p className="text-muted-foreground text-sm">{workflow.description}</p> : null}
      <FlowPicture label={strings.picture(name)} picture={picture} />
      <Outline picture={picture} />
    </div>
  );
}
