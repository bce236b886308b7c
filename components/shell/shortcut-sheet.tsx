"use client";

import Link from "next/link";
import { type Action, actionsNow } from "../ui/actions.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { useAppearance } from "../ui/use-appearance.ts";
import { strings } from "./strings.ts";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every shortcut that works on this page. */
export function ShortcutSheet({ open, onOpenChange }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={strings.shortcuts}>
      <Sheet close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Sheet({ close }: { close: () => void }) {
  const { singleKeys } = useAppearance();
  const groups = new Map<string, (Action & { shortcut: string })[]>();
  for (const action of actionsNow()) {
    const { shortcut } = action;
    if (!shortcut) continue;
    const group = groups.get(action.group) ?? [];
    if (!group.some((other) => other.shortcut === shortcut)) group.push({ ...action, shortcut });
    groups.set(action.group, group);
  }
  return (
    <div className="gap-8 pb-2 sm:columns-2">
      {[...groups].map(([group, actions]) => (
        <section key={group} className="mb-4 break-inside-avoid">
          <h3 className="pb-1 font-medium text-muted-foreground text-xs">{group}</h3>
          <dl>
            {actions.map((action) => (
              <div
                key={action.id}
                className="flex min-h-8 items-center justify-between gap-3 border-b py-1 last:border-0"
              >
                <dt className="min-w-0">{action.label}</dt>
                <dd>
                  <Kbd keys={action.shortcut} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="pt-1 text-muted-foreground text-xs [column-span:all]">
        {singleKeys ? null : `${strings.singleKeysOff} `}
        <Link
          href="/settings/appearance"
          prefetch={false}
          onClick={close}
          className="text-primary underline underline-offset-4"
        >
          {strings.changeInSettings}
        </Link>
      </p>
    </div>
  );
}
