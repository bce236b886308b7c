"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { WorkflowEditor } from "../../../../components/workflows/workflow-editor.tsx";
import type { Chat } from "./dock.tsx";

const Dock = lazy(() => import("./dock.tsx").then((module) => ({ default: module.Dock })));

type Props = Omit<ComponentProps<typeof WorkflowEditor>, "dock"> & { chat: Chat };

/** The editor, with a chat with its draft, which is fetched when it opens. */
export function WorkflowPage({ chat, ...editor }: Props) {
  return (
    <WorkflowEditor
      {...editor}
      dock={
        <Suspense fallback={null}>
          <Dock chat={chat} />
        </Suspense>
      }
    />
  );
}
