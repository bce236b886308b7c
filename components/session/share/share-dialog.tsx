"use client";

import { Dialog } from "../../ui/dialog.tsx";
import { aroundStrings } from "../strings-around.ts";
import { LinkForm } from "./link-form.tsx";
import { LinkList } from "./link-list.tsx";
import { useLinks } from "./use-links.ts";

const words = aroundStrings.links;

interface Props {
  sessionId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Makes links to a session that only read, and closes them again. */
export function ShareDialog({ sessionId, open, onOpenChange }: Props) {
  const { links, failure, read, make, revoke } = useLinks(sessionId, open);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.title} description={words.hint}>
      <LinkForm onMake={make} />
      <LinkList links={links} failure={failure} onRead={read} onRevoke={revoke} />
    </Dialog>
  );
}
