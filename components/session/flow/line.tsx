import type { ReactNode } from "react";
import { useEmoji } from "../workflows-context.ts";

/** Something about the conversation, between its messages. */
export function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="my-0.5 flex min-h-6 items-start gap-2 text-muted-foreground text-xs leading-6 sm:ml-10 [&_svg]:mt-1 [&_svg]:size-4 [&_svg]:shrink-0">
      {icon}
      <div className="min-w-0 flex-1 break-words">{children}</div>
    </div>
  );
}

/** Who is meant, as everywhere in the chat. */
export function Speaker({ name }: { name: string }) {
  const emoji = useEmoji(name);
  return (
    <span className="font-medium text-foreground">
      {emoji ? <span aria-hidden="true">{emoji} </span> : null}
      {name}
    </span>
  );
}
