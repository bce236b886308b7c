import MessageSquare from "lucide-react/icons/message-square";
import Pencil from "lucide-react/icons/pencil";
import Link from "next/link";
import type { ReactNode } from "react";
import { compact, dollars } from "../../../components/session/format.ts";
import { Avatar } from "../../../components/ui/avatar.tsx";
import { Badge } from "../../../components/ui/badge.tsx";
import { buttonStyle } from "../../../components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "../../../components/ui/card.tsx";
import { durationWords } from "../status/duration-words.ts";
import type { ListedAgent } from "./listed-agent.ts";
import { strings } from "./strings.ts";
import { ToolList } from "./tool-list.tsx";

export function AgentCard({ listed: { agent, version, state, archived, tags, tools } }: { listed: ListedAgent }) {
  const { name, description, emoji, color, models, limits } = agent;
  const limitWords = [
    strings.limit.turns(limits.turns),
    strings.limit.tokens(compact(limits.tokens)),
    strings.limit.time(durationWords(limits.seconds * 1_000)),
    ...(limits.cost === undefined ? [] : [strings.limit.cost(dollars(limits.cost))]),
  ];
  return (
    <Card className="flex h-full flex-col">
      <CardHeader
        before={<Avatar name={name} emoji={emoji ?? null} color={color ?? null} size="large" />}
        title={<span className="break-words">{name}</span>}
        hint={description}
        actions={
          <>
            {state === "published" ? null : <Badge tone="info">{strings.draft}</Badge>}
            {version === null ? null : <Badge tone="outline">{strings.version(version)}</Badge>}
          </>
        }
      />
      <CardBody className="flex-1">
        <dl className="grid gap-3">
          <Row name={strings.models}>
            {models.length === 0 ? (
              <span>{strings.defaultModel}</span>
            ) : (
              <ol title={strings.modelOrder} className="list-inside list-decimal break-all font-mono text-xs leading-6">
                {models.map((model) => (
                  <li key={model}>{model}</li>
                ))}
              </ol>
            )}
          </Row>
          <Row name={strings.tools}>
            <ToolList tools={tools} />
          </Row>
          <Row name={strings.limits}>{limitWords.join(" · ")}</Row>
          {tags.length > 0 ? <Row name={strings.tags}>{tags.join(", ")}</Row> : null}
        </dl>
      </CardBody>
      <footer className="flex flex-wrap gap-2 border-t px-4 py-3">
        {version === null || archived ? null : (
          <Link
            href={`/chat?agent=${encodeURIComponent(name)}`}
            prefetch={false}
            aria-label={strings.talkTo(name)}
            className={buttonStyle({ size: "small" })}
          >
            <MessageSquare aria-hidden="true" />
            {strings.talk}
          </Link>
        )}
        {archived ? null : (
          <Link
            href={`/agents/${encodeURIComponent(name)}`}
            prefetch={false}
            aria-label={strings.editOf(name)}
            className={buttonStyle({ variant: "outline", size: "small" })}
          >
            <Pencil aria-hidden="true" />
            {strings.edit}
          </Link>
        )}
        <Link
          href={`/runs?agent=${encodeURIComponent(name)}`}
          prefetch={false}
          aria-label={strings.runsOf(name)}
          className={buttonStyle({ variant: "outline", size: "small" })}
        >
          {strings.runs}
        </Link>
      </footer>
    </Card>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-1 text-muted-foreground text-xs">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
