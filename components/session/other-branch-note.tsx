"use client";

import { Button } from "../ui/button.tsx";
import { useChat } from "./chat-context.tsx";
import { strings } from "./strings.ts";

export function OtherBranchNote() {
  const { showBranch } = useChat();
  return (
    <p className="sticky top-0 z-10 order-last mx-auto mt-2 flex w-fit flex-wrap items-center gap-2 rounded-lg border bg-popover px-3 py-1 text-sm shadow-sm">
      {strings.otherBranch}
      <Button variant="link" size="small" onClick={() => showBranch(null)}>
        {strings.backToCurrent}
      </Button>
    </p>
  );
}
