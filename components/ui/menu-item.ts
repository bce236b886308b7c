import type { ReactNode } from "react";

export type MenuItem =
  | {
      kind?: "action";
      label: string;
      icon?: ReactNode;
      /** Shown beside it, such as `mod+shift+o`; the menu does not listen to it. */
      shortcut?: string;
      tone?: "destructive";
      disabled?: boolean;
      onSelect: () => void;
    }
  | { kind: "link"; label: string; icon?: ReactNode; href: string }
  | { kind: "check"; label: string; checked: boolean; disabled?: boolean; onCheckedChange: (checked: boolean) => void }
  | { kind: "heading"; label: string }
  | { kind: "separator" };
