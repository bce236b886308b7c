"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { callApi } from "../../../../components/live/call-api.ts";
import { useWork } from "../../../../components/live/use-work.ts";
import { Button } from "../../../../components/ui/button.tsx";
import { FailureLine } from "../../../../components/ui/failure-line.tsx";
import { Field } from "../../../../components/ui/field.tsx";
import { Input } from "../../../../components/ui/input.tsx";
import { Select } from "../../../../components/ui/select.tsx";
import { Switch } from "../../../../components/ui/switch.tsx";
import { toolPath } from "../tool-groups.ts";
import type { ServerTools } from "./server-types.ts";
import { strings } from "./strings.ts";

/** One tool of a server: whether agents may be given it, under which name, and when it asks. */
export function ServerTool({ server, tool }: { server: string; tool: ServerTools[number] }) {
  const router = useRouter();
  const { busy, error, work } = useWork();
  const { name, description, enabled, approval } = tool;
  const policy = typeof approval === "string" ? approval : "sometimes";

  async function change(setting: object): Promise<void> {
    await work(() => callApi("PATCH", `/mcp-servers/${server}/tools/${encodeURIComponent(name)}`, setting));
    router.refresh();
  }

  return (
    <div className="grid gap-2 py-3">
      <Switch
        label={<span className="break-all font-mono text-[0.8125rem]">{name}</span>}
        hint={<span className="line-clamp-3">{description}</span>}
        aria-label={strings.enabled(name)}
        checked={enabled}
        disabled={busy}
        onChange={(event) => void change({ enabled: event.target.checked })}
      />
      {enabled ? (
        <div className="flex flex-wrap items-end gap-2">
          <form
            className="flex min-w-0 flex-1 basis-64 items-end gap-2"
            autoComplete="off"
            onSubmit={(event) => {
              event.preventDefault();
              void change({ name: String(new FormData(event.currentTarget).get("name")).trim() });
            }}
          >
            <Field label={<span aria-hidden="true">{strings.as}</span>} className="min-w-0 flex-1">
              {(control) => (
                <Input {...control} key={tool.as} name="name" aria-label={strings.asOf(name)} defaultValue={tool.as} />
              )}
            </Field>
            <Button
              type="submit"
              variant="ghost"
              size="small"
              className="mb-1"
              busy={busy}
              aria-label={strings.renameOf(name)}
            >
              {strings.rename}
            </Button>
          </form>
          <Select
            className="mb-1 w-48"
            aria-label={strings.approvalOf(name)}
            key={policy}
            defaultValue={policy}
            disabled={busy}
            onChange={(event) => void change({ approval: event.target.value })}
            options={(["always", "never", "sometimes"] as const)
              .filter((value) => value !== "sometimes" || policy === "sometimes")
              .map((value) => ({ value, label: strings.needsYes[value] }))}
          />
          <Link
            href={toolPath(tool.as)}
            prefetch={false}
            aria-label={strings.tryTool(name)}
            className="mb-2.5 text-primary text-xs underline-offset-4 hover:underline"
          >
            {strings.tryIt}
          </Link>
        </div>
      ) : null}
      <FailureLine>{error}</FailureLine>
    </div>
  );
}
