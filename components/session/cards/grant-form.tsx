"use client";

import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { strings } from "../strings.ts";

export interface WantedGrant {
  tool: string;
  reason: string;
  scope: Scope;
  until?: string;
}

type Scope = "once" | "session" | "until";

interface Props {
  wanted: WantedGrant;
  busy: boolean;
  /** Null where nothing was changed. */
  onGrant: (changed: WantedGrant | null) => void;
  onDeny: () => void;
}

/** For how long an agent gets a tool, as the person chooses it; the agent's wish is chosen first. */
export function GrantForm({ wanted, busy, onGrant, onDeny }: Props) {
  const [scope, setScope] = useState(wanted.scope);
  const [day, setDay] = useState(() => wanted.until?.slice(0, 10) ?? "");
  const [error, setError] = useState<string | null>(null);

  function grant(): void {
    const until = endOf(day);
    if (scope === "until" && until === null) return setError(strings.grantDayFirst);
    const { until: wish, ...rest } = wanted;
    const isWish = scope === wanted.scope && (scope !== "until" || wish?.slice(0, 10) === day);
    onGrant(isWish ? null : { ...rest, scope, ...(scope === "until" && until !== null && { until }) });
  }

  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        grant();
      }}
    >
      <p className="break-words">{wanted.reason}</p>
      <RadioGroup
        legend={strings.grantFor(wanted.tool)}
        options={(["once", "session", "until"] as const).map((value) => ({ value, label: strings.grantScopes[value] }))}
        value={scope}
        onValueChange={(value) => setScope(value)}
      />
      {scope === "until" ? (
        <Field label={strings.grantUntil} error={error}>
          {(control) => (
            <Input
              {...control}
              type="date"
              className="max-w-48"
              value={day}
              onChange={({ target }) => {
                setDay(target.value);
                setError(null);
              }}
            />
          )}
        </Field>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy}>
          {strings.grant}
        </Button>
        <Button variant="outline" onClick={onDeny}>
          {strings.deny}…
        </Button>
      </div>
    </form>
  );
}

/** What the agent asks for, where its arguments are as `request_tool` takes them. */
export function wantedGrant(args: unknown): WantedGrant | null {
  if (args === null || typeof args !== "object") return null;
  const { tool, reason, scope = "once", until } = args as Record<string, unknown>;
  if (typeof tool !== "string" || typeof reason !== "string" || !isScope(scope)) return null;
  return { tool, reason, scope, ...(typeof until === "string" && { until }) };
}

function isScope(scope: unknown): scope is Scope {
  return scope === "once" || scope === "session" || scope === "until";
}

/** The last second of that day. */
function endOf(day: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T23:59:59Z` : null;
}
