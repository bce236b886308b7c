"use client";

import ArrowUp from "lucide-react/icons/arrow-up";
import CircleStop from "lucide-react/icons/circle-stop";
import type { WhileRunning } from "../../../lib/core/fields.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { ToggleGroup } from "../../ui/toggle-group.tsx";
import { strings } from "../strings.ts";
import { AttachButton } from "./attach-button.tsx";

interface Props {
  hintId: string;
  /** Why it is not sent yet; null: nothing special. */
  hint: string | null;
  running: boolean;
  mode: WhileRunning;
  onMode: (mode: WhileRunning) => void;
  onStop: (() => void) | null;
  canSend: boolean;
  onPicked: () => void;
}

const modes = (["queue", "steer", "interrupt"] as const).map((value) => ({ value, label: strings.modes[value].label }));

/** Below the field: files, what sending means now, stop and send. */
export function SendRow({ hintId, hint, running, mode, onMode, onStop, canSend, onPicked }: Props) {
  const usual = running ? strings.modes[mode as "queue"].hint : strings.hint;
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-2 px-2 pb-2">
      <AttachButton onPicked={onPicked} />
      {running ? (
        <ToggleGroup label={strings.whileRunning} options={modes} value={mode as "queue"} onValueChange={onMode} />
      ) : null}
      <span
        id={hintId}
        className={`min-w-0 truncate text-xs ${hint ? "text-foreground" : "text-muted-foreground max-sm:sr-only pointer-coarse:sr-only"}`}
      >
        {hint ?? usual}
      </span>
      <span className="ml-auto flex items-center gap-1">
        {onStop ? (
          <IconButton label={strings.stop} shortcut="escape" icon={<CircleStop />} variant="outline" onClick={onStop} />
        ) : null}
        <IconButton
          type="submit"
          label={strings.send}
          shortcut="enter"
          icon={<ArrowUp />}
          variant="primary"
          aria-disabled={!canSend || undefined}
        />
      </span>
    </div>
  );
}
