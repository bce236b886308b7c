"use client";

import { useState } from "react";
import type { ShareLink } from "../../../lib/export/share-link.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { toast } from "../../ui/toast.ts";
import { sentenceOf } from "../chat-context.tsx";
import { strings } from "../strings.ts";
import { aroundStrings } from "../strings-around.ts";
import type { LinksView } from "./use-links.ts";

const words = aroundStrings.links;

interface Props extends LinksView {
  onRead: () => Promise<void>;
  onRevoke: (id: string) => Promise<void>;
}

export function LinkList({ links, failure, onRead, onRevoke }: Props) {
  return (
    <section aria-labelledby="open-links" className="mt-6">
      <h3 id="open-links" className="font-medium">
        {words.links}
      </h3>
      {failure ? (
        <p role="alert" className="mt-1 flex flex-wrap items-center gap-2 text-destructive">
          {failure}
          <Button variant="outline" size="small" onClick={() => void onRead()}>
            {words.again}
          </Button>
        </p>
      ) : null}
      {links === null && !failure ? <p className="mt-1 text-muted-foreground">{words.reading}</p> : null}
      {links?.length === 0 ? <p className="mt-1 text-muted-foreground">{words.none}</p> : null}
      {links && links.length > 0 ? (
        <ul className="mt-2 divide-y rounded-lg border bg-card">
          {links.map((link) => (
            <OneLink key={link.id} link={link} onRevoke={onRevoke} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function OneLink({ link, onRevoke }: { link: ShareLink; onRevoke: Props["onRevoke"] }) {
  const { id, createdAt, expiresAt, withTools } = link;
  const [busy, setBusy] = useState(false);

  async function revoke(): Promise<void> {
    setBusy(true);
    try {
      await onRevoke(id);
      toast({ title: words.revoked, tone: "success" });
    } catch (error) {
      setBusy(false);
      toast({ title: strings.actionFailed, description: sentenceOf(error), tone: "destructive" });
    }
  }

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <span className="min-w-0 flex-1 text-sm">
        {words.madeOn} <RelativeTime at={createdAt} />
        {", "}
        <span className="text-muted-foreground">
          {expiresAt ? `${words.until} ${new Date(expiresAt).toLocaleDateString()}` : words.forEver}
        </span>
      </span>
      {withTools ? <Badge tone="warning">{words.showsTools}</Badge> : null}
      <Button
        variant="outline"
        size="small"
        busy={busy}
        aria-label={words.revokeOne(new Date(createdAt).toLocaleString())}
        onClick={() => void revoke()}
      >
        {words.revoke}
      </Button>
    </li>
  );
}
