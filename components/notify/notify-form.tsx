"use client";

import { turnNotificationsOff, turnNotificationsOn, useNotifyState } from "../live/notify-setting.ts";
import { Card } from "../ui/card.tsx";
import { Switch } from "../ui/switch.tsx";
import { strings } from "./strings.ts";

export function NotifyForm() {
  const state = useNotifyState();
  const refused = state === "denied" || state === "unsupported";
  return (
    <div className="grid gap-4">
      <p className="text-muted-foreground text-sm leading-relaxed">{strings.intro}</p>
      <Card className="grid gap-3 p-4">
        <Switch
          label={<span className="font-medium">{strings.label}</span>}
          hint={strings.hint}
          checked={state === "on"}
          disabled={state === null || refused}
          onChange={(event) => (event.target.checked ? void turnNotificationsOn() : turnNotificationsOff())}
        />
        <p role="status" className="text-sm empty:hidden">
          {refused ? strings[state] : null}
        </p>
      </Card>
      <p className="text-muted-foreground text-xs leading-relaxed">{strings.keptHere}</p>
    </div>
  );
}
