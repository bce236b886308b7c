"use client";

import type { ComponentProps } from "react";
import { AgentEditor } from "../../../../components/agents/agent-editor.tsx";
import { type DockProps, TryDock } from "../../trial/try-dock.tsx";
import { SaveCase } from "./save-case.tsx";

type Chat = Pick<DockProps, "agents" | "models" | "mostBytes" | "me">;
type Props = Omit<ComponentProps<typeof AgentEditor>, "dock"> & { chat: Chat };

/** The editor, with the chat beside it: the one place where the two meet. */
export function AgentPage({ chat, ...editor }: Props) {
  const { name } = editor.initial;
  return (
    <AgentEditor
      {...editor}
      dock={(onCase) => (
        <TryDock
          {...chat}
          opened={(agent, agentVersion) => ({ agent, agentVersion })}
          goesOn={(agentVersion) => ({ agentVersion })}
          beside={<SaveCase path={`/agents/${name}`} onCase={onCase} />}
        />
      )}
    />
  );
}
