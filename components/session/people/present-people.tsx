"use client";

import AppWindow from "lucide-react/icons/app-window";
import { useSession } from "../../live/use-session.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { useMe } from "../me-context.ts";
import { strings } from "../strings.ts";

const mostShown = 4;

/** Who else has this session open; one's own other windows are told apart from other people. */
export function PresentPeople() {
  const me = useMe();
  const online = useSession((shown) => shown.people.online);
  const others = Object.keys(online).filter((userId) => userId !== me);
  const isElsewhere = (online[me] ?? 0) > 1;
  return (
    <>
      {others.length > 0 ? (
        <span className="flex items-center" title={strings.alsoHere(others)}>
          <span className="sr-only">{strings.alsoHere(others)}</span>
          {others.slice(0, mostShown).map((userId) => (
            <Avatar
              key={userId}
              name={userId}
              kind="person"
              className="-ml-1.5 border-2 border-background first:ml-0"
            />
          ))}
          {others.length > mostShown ? (
            <span aria-hidden="true" className="ml-1 text-muted-foreground text-xs tabular-nums">
              +{others.length - mostShown}
            </span>
          ) : null}
        </span>
      ) : null}
      {isElsewhere ? (
        <Badge tone="outline" title={strings.openElsewhere} className="min-w-0">
          <AppWindow aria-hidden="true" />
          <span className="truncate max-sm:sr-only">{strings.openElsewhere}</span>
        </Badge>
      ) : null}
    </>
  );
}
