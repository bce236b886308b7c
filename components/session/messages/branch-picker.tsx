"use client";

import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import { useSessionStore } from "../../live/use-session.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { newestLeafBelow, type Siblings } from "../branches.ts";
import { useChat } from "../chat-context.tsx";
import { strings } from "../strings.ts";

/** ‹2/3›: looks at another version. That is only where this person looks; the session goes on where somebody speaks. */
export function BranchPicker({ siblings }: { siblings: Siblings }) {
  const store = useSessionStore();
  const { showBranch } = useChat();
  const { ids, index } = siblings;
  const show = (next: number) => {
    const id = ids[next];
    const state = store?.current.state;
    if (!id || !state) return;
    const leaf = newestLeafBelow(state, id);
    showBranch(leaf === state.leafId ? null : leaf);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <span
      role="group"
      aria-label={strings.branchName(index + 1, ids.length)}
      className="flex items-center text-muted-foreground text-xs tabular-nums"
    >
      <IconButton
        label={strings.previousVersion}
        icon={<ChevronLeft />}
        size="small"
        disabled={index === 0}
        onClick={() => show(index - 1)}
      />
      {strings.branch(index + 1, ids.length)}
      <IconButton
        label={strings.nextVersion}
        icon={<ChevronRight />}
        size="small"
        disabled={index === ids.length - 1}
        onClick={() => show(index + 1)}
      />
    </span>
  );
}
