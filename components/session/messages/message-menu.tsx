"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import GitFork from "lucide-react/icons/git-fork";
import LinkIcon from "lucide-react/icons/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import type { Message } from "../../../lib/core/state.ts";
import { messageAddress } from "../../live/message-address.ts";
import { useSessionStore } from "../../live/use-session.ts";
import { announce } from "../../ui/announce.ts";
import { copyText } from "../../ui/copy-text.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import type { MenuItem } from "../../ui/menu-item.ts";
import { toast } from "../../ui/toast.ts";
import { sentenceOf } from "../chat-context.tsx";
import { forkSession } from "../fork-session.ts";
import { aroundStrings } from "../strings-around.ts";

const words = aroundStrings.message;

/** What can be done with a message beside what its buttons do. */
export function MessageMenu({ message }: { message: Message }) {
  const store = useSessionStore();
  const router = useRouter();
  const items = useMemo<MenuItem[]>(() => {
    const fork = async () => {
      if (!store) return;
      try {
        const title = words.forkTitle(store.current.state.title);
        router.push(`/chat/${await forkSession(store.sessionId, message, title)}`);
      } catch (error) {
        toast({ title: words.forkFailed, description: sentenceOf(error), tone: "destructive" });
      }
    };
    const copyLink = async () => {
      if (!store) return;
      const address = new URL(messageAddress({ sessionId: store.sessionId, messageId: message.id }), location.href);
      const done = await copyText(address.href);
      toast({ title: done ? words.linkCopied : words.copyFailed, tone: done ? "success" : "warning" });
      announce(done ? words.linkCopied : words.copyFailed);
    };
    return [
      { label: words.fork, icon: <GitFork aria-hidden="true" />, onSelect: () => void fork() },
      { label: words.copyLink, icon: <LinkIcon aria-hidden="true" />, onSelect: () => void copyLink() },
    ];
  }, [store, router, message]);
  return (
    <Menu
      label={words.menu}
      items={items}
      align="end"
      trigger={(props) => <IconButton {...props} label={words.menu} icon={<Ellipsis />} size="small" />}
    />
  );
}
