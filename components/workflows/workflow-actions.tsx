"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi } from "../live/call-api.ts";
import { buttonStyle } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import { toast } from "../ui/toast.ts";
import type { ListedWorkflow } from "./listed-workflow.ts";
import { NameDialog } from "./name-dialog.tsx";
import { strings } from "./strings.ts";

/** What can be done with a workflow in the list. */
export function WorkflowActions({ workflow: { name, version, archived } }: { workflow: ListedWorkflow }) {
  const router = useRouter();
  const [copying, setCopying] = useState(false);

  async function act(work: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await work();
      toast({ title: done });
      router.refresh();
    } catch (error) {
      toast({ title: strings.failed, description: (error as Error).message, tone: "destructive" });
    }
  }

  const path = `/workflows/${name}` as const;
  return (
    <div className="flex items-center gap-1.5">
      {version === null || archived ? null : (
        <Link
          href={`/chat?workflow=${encodeURIComponent(name)}`}
          prefetch={false}
          aria-label={strings.tryName(name)}
          className={buttonStyle({ variant: "outline", size: "small" })}
        >
          {strings.tryIt}
        </Link>
      )}
      <Menu
        label={strings.actionsOf(name)}
        align="end"
        items={
          archived
            ? [
                {
                  label: strings.restore,
                  onSelect: () => void act(() => callApi("POST", `${path}/restore`), strings.restored(name)),
                },
              ]
            : [
                { label: strings.copy, onSelect: () => setCopying(true) },
                {
                  label: strings.archive,
                  onSelect: () => void act(() => callApi("DELETE", path), strings.archived(name)),
                },
              ]
        }
        trigger={(props) => <IconButton {...props} label={strings.actionsOf(name)} icon={<Ellipsis />} />}
      />
      {copying ? (
        <NameDialog
          title={strings.copyTitle(name)}
          onClose={() => setCopying(false)}
          create={(copy) => callApi("POST", `${path}/copy`, { name: copy })}
        />
      ) : null}
    </div>
  );
}
