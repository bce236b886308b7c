"use client";

import MessageSquare from "lucide-react/icons/message-square";
import Workflow from "lucide-react/icons/workflow";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { Picture } from "../../lib/workflows/picture.ts";
import { DraftBar } from "../definitions/draft-bar.tsx";
import { strings as shared } from "../definitions/strings.ts";
import { DraftProvider, type Edited, useEditedDraft } from "../definitions/use-draft.ts";
import { VersionList } from "../definitions/version-list.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, buttonStyle } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import { BodyEditor } from "./body-editor.tsx";
import { CasesTab } from "./cases-tab.tsx";
import { FlowPicture } from "./flow-picture.tsx";
import { Outline } from "./outline.tsx";
import { strings } from "./strings.ts";

interface Props {
  initial: Edited;
  /** Of what the server has; null while something is missing. */
  picture: Picture | null;
  /** Whom a router may send a message to; null where it is none. */
  routesTo: readonly string[] | null;
}

/** One workflow: seen, written, tested, published and gone back on. */
export function WorkflowEditor({ initial, picture, routesTo }: Props) {
  const router = useRouter();
  const draft = useEditedDraft(`/workflows/${initial.name}`, initial);
  // What the field holds is its own text; after a reload it begins anew.
  const [round, setRound] = useState(0);
  const { name, body, trouble, conflict, version, hash } = draft;
  const anew = { ...draft, reload: () => draft.reload().then(() => setRound((before) => before + 1)) };
  const drawn = useRef(hash);
  useEffect(() => {
    if (drawn.current === hash) return;
    drawn.current = hash;
    // The server draws the picture of what it has kept.
    router.refresh();
  }, [hash, router]);
  const tabs = [
    {
      value: "steps",
      label: strings.tabs.steps,
      content: picture ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <FlowPicture name={name} picture={picture} />
          <Outline picture={picture} />
        </div>
      ) : (
        <EmptyState icon={<Workflow aria-hidden="true" />} title={strings.noPicture}>
          {strings.noPictureHint}
        </EmptyState>
      ),
    },
    { value: "definition", label: strings.tabs.definition, content: <BodyEditor key={round} /> },
    ...(routesTo ? [{ value: "cases", label: strings.tabs.cases, content: <CasesTab agents={routesTo} /> }] : []),
    { value: "versions", label: strings.tabs.versions, content: <VersionList /> },
  ];
  return (
    <DraftProvider value={anew}>
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
            className={buttonStyle({ variant: "outline", size: "small" })}
          >
            <MessageSquare aria-hidden="true" />
            {strings.tryIt}
          </Link>
        )}
        <DraftBar onPublished={() => router.refresh()} onGone={() => router.push("/workflows")} />
      </TopBar>
      <div role="alert">
        {trouble ? (
          <p className="flex flex-wrap items-center gap-3 break-words border-b bg-destructive-muted px-5 py-2 text-destructive text-sm">
            {trouble}
            {conflict ? (
              <Button size="small" variant="outline" onClick={() => void anew.reload()}>
                {shared.reload}
              </Button>
            ) : null}
          </p>
        ) : null}
      </div>
      <div className="mx-auto w-full max-w-4xl px-4 py-4 md:px-6">
        {typeof body.description === "string" ? (
          <p className="mb-3 text-muted-foreground text-sm">{body.description}</p>
        ) : null}
        {version === null ? <p className="mb-3 text-muted-foreground text-sm">{strings.publishFirst}</p> : null}
        <Tabs label={strings.parts} tabs={tabs} />
      </div>
    </DraftProvider>
  );
}
