"use client";

import Check from "lucide-react/icons/check";
import { useState } from "react";
import type { SurfaceButton } from "../../lib/surfaces/fields.ts";
import { Button } from "../ui/button.tsx";
import { useDrawing } from "./drawing-context.ts";
import { strings } from "./strings.ts";
import { useAction } from "./use-action.ts";

/** The buttons under a widget. Each says what became of it. */
export function NodeButtons({ id, buttons }: { id: string; buttons: readonly SurfaceButton[] }) {
  const { answered } = useDrawing();
  const { act, state, can } = useAction(id);
  const [pressed, setPressed] = useState<string | null>(null);
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      {buttons.map(({ name, label }) => (
        <Button
          key={name}
          size="small"
          variant="outline"
          disabled={!can || answered}
          busy={pressed === name && state === "pending"}
          onClick={() => {
            setPressed(name);
            void act(name);
          }}
        >
          {pressed === name && state === "done" ? <Check aria-hidden="true" /> : null}
          {label}
        </Button>
      ))}
      <span aria-live="polite" className="text-muted-foreground text-xs">
        {state === "done" ? strings.pressed : state === "failed" ? strings.failed : ""}
      </span>
    </div>
  );
}
