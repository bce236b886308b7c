"use client";

import type { ComponentProps } from "react";
import { AgentEditor } from "../../../../components/agents/agent-editor.tsx";
import { type DockProps, TryDock } from "./try-dock.tsx";

type Props = Omit<ComponentProps<typeof AgentEditor>, "dock"> & { chat: Omit<DockProps, "onCase"> };

/** The editor, with the chat beside it: the one place where the two meet. */
export function AgentPage({ chat, ...editor }: Props) {
  return <AgentEditor {...editor} dock={(onCase) => <TryDock {...chat} onCase={onCase} />} />;
}
