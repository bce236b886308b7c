"use client";

import { useRouter } from "next/navigation";
import { callApi } from "../../../../components/live/call-api.ts";
import { announce } from "../../../../components/ui/announce.ts";
import { RelativeTime } from "../../../../components/ui/relative-time.tsx";
import { RemoveButton } from "../../../../components/ui/remove-button.tsx";
import type { SecretInfo } from "../../../../lib/secrets/secret-info.ts";
import { SecretForm } from "./secret-form.tsx";
import { strings } from "./strings.ts";

export function SecretRow({ secret }: { secret: SecretInfo }) {
  const router = useRouter();
  const { name, hosts, lastFour, createdAt, rotatedAt } = secret;

  async function remove(): Promise<void> {
    await callApi("DELETE", `/secrets/${encodeURIComponent(name)}`);
    announce(strings.removed(name));
    router.refresh();
  }

  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="break-all font-medium font-mono text-[0.8125rem] leading-6">{name}</h3>
        <p className="text-muted-foreground text-xs leading-relaxed">
          {lastFour === null ? strings.hidden : strings.ends(lastFour)} ·{" "}
          {rotatedAt ? strings.rotated : strings.created} <RelativeTime at={rotatedAt ?? createdAt} />
        </p>
        <ul aria-label={strings.hosts} className="mt-1.5 flex flex-wrap gap-1">
          {hosts.map((host) => (
            <li key={host} className="min-w-0">
              <span className="inline-block break-all rounded-full bg-muted px-2 py-0.5 text-xs leading-4">{host}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex gap-2">
        {name.includes(":") ? null : <SecretForm secret={secret} />}
        <RemoveButton
          label={strings.remove}
          labelOf={strings.removeOf(name)}
          title={strings.removeTitle(name)}
          hint={strings.removeHint}
          onRemove={remove}
        />
      </div>
    </div>
  );
}
