import Link from "next/link";
import { TroupeMark } from "../../../ui/troupe-mark.tsx";
import { aroundStrings } from "../../strings-around.ts";

const words = aroundStrings.share;

interface Props {
  title: string;
  sharedAt: string;
  /** Where the same reads without a script; the steps only where they are shared. */
  conversation: string;
  steps: string | null;
}

export function ReplayHeader({ title, sharedAt, conversation, steps }: Props) {
  return (
    <header>
      <p className="flex items-center gap-2 text-muted-foreground text-sm">
        <TroupeMark className="size-4 shrink-0 text-primary" />
        {words.readOnly}
      </p>
      <h1 className="mt-2 text-balance break-words font-semibold text-xl tracking-tight">{words.replayOf(title)}</h1>
      <p className="mt-1 flex flex-wrap gap-x-3 text-muted-foreground text-sm">
        <span>
          {words.asOf} <time dateTime={sharedAt}>{`${sharedAt.slice(0, 10)} ${sharedAt.slice(11, 16)} UTC`}</time>
        </span>
        <HeaderLink to={conversation} label={words.conversation} />
        {steps ? <HeaderLink to={steps} label={words.everyStep} /> : null}
      </p>
      <noscript>
        <p className="mt-3 rounded-lg border bg-card p-3">{words.needsScript}</p>
      </noscript>
    </header>
  );
}

function HeaderLink({ to, label }: { to: string; label: string }) {
  return (
    <Link href={to} prefetch={false} className="text-primary underline underline-offset-4">
      {label}
    </Link>
  );
}
