import Paperclip from "lucide-react/icons/paperclip";
import { Fragment, type ReactNode } from "react";
import type { SharedCall, SharedMessage } from "../../../lib/export/shared-conversation.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Collapsible } from "../../ui/collapsible.tsx";
import { JsonText } from "../cards/json-text.tsx";
import { MarkdownText } from "../markdown/markdown-text.tsx";
import { Reasoning } from "../messages/reasoning.tsx";
import { strings } from "../strings.ts";
import { aroundStrings } from "../strings-around.ts";

interface Props {
  message: SharedMessage;
  place: number;
  /** What stands below a call. */
  children?: (callId: string) => ReactNode;
}

/** One message as a reader sees it who can do nothing with it but read. */
export function SharedMessageView({ message, place, children }: Props) {
  const { agent, at, content, attachments, stopped, thoughts, calls, endings } = message;
  const name = agent ?? aroundStrings.share.person;
  const heading = `said-${place}`;
  return (
    <article aria-labelledby={heading} className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 py-3">
      <Avatar name={name} kind={agent ? "agent" : "person"} className="mt-0.5" />
      <header className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2">
        <h2 id={heading} className="min-w-0 truncate font-semibold text-sm">
          {name}
        </h2>
        <time dateTime={at} className="text-muted-foreground text-xs tabular-nums">
          {at.slice(0, 10)} {at.slice(11, 16)} UTC
        </time>
        {stopped ? <Badge tone="warning">{strings.stopped}</Badge> : null}
      </header>
      <div className="col-span-2 min-w-0 sm:col-span-1 sm:col-start-2">
        {thoughts.map((text) => (
          <Reasoning key={text} text={text} ms={null} growing={false} />
        ))}
        {content === "" ? null : agent ? (
          <MarkdownText text={content} />
        ) : (
          <p className="whitespace-pre-wrap break-words text-[0.9375rem] leading-relaxed">{content}</p>
        )}
        {attachments.map((file) => (
          <Badge key={file} tone="outline" className="mt-1 mr-1">
            <Paperclip aria-hidden="true" />
            <span className="truncate">{file}</span>
          </Badge>
        ))}
        {calls.map((call) => (
          <Fragment key={call.id}>
            <CallView call={call} />
            {children?.(call.id)}
          </Fragment>
        ))}
        {endings.map(({ partial, sentence }) => (
          <div key={sentence} className="mt-2">
            {partial ? <MarkdownText text={partial} /> : null}
            <p className="text-muted-foreground text-sm italic">{sentence}</p>
          </div>
        ))}
      </div>
    </article>
  );
}

function CallView({ call }: { call: SharedCall }) {
  return (
    <Collapsible
      className="my-2 rounded-lg border bg-card px-2.5 py-1"
      title={<code className="font-medium font-mono text-[0.8125rem]">{call.tool}</code>}
      after={<Badge>{strings.toolStatus[call.status]}</Badge>}
    >
      <JsonText label={strings.arguments} value={call.arguments} />
      {call.result ? <JsonText label={strings.result} value={call.result} /> : null}
    </Collapsible>
  );
}
