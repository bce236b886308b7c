"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { callApi } from "../../../../components/live/call-api.ts";
import { announce } from "../../../../components/ui/announce.ts";
import { Collapsible } from "../../../../components/ui/collapsible.tsx";
import { RemoveButton } from "../../../../components/ui/remove-button.tsx";
import { toolPath } from "../tool-groups.ts";
import { strings } from "./strings.ts";

interface Props {
  name: string;
  title: string;
  baseUrl: string;
  tools: readonly string[];
}

export function ApiRow({ name, title, baseUrl, tools }: Props) {
  const router = useRouter();

  async function remove(): Promise<void> {
    await callApi("DELETE", `/openapi-imports/${name}`);
    announce(strings.removed(name));
    router.refresh();
  }

  return (
    <div className="px-4 py-3 text-sm">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="font-medium">{name}</h2>
          <p className="break-all text-muted-foreground text-xs leading-relaxed">
            {title} · {baseUrl}
          </p>
        </div>
        <RemoveButton
          label={strings.remove}
          labelOf={strings.removeOf(name)}
          title={strings.removeTitle(name)}
          hint={strings.removeHint}
          onRemove={remove}
        />
      </div>
      <Collapsible title={strings.tools(tools.length)}>
        <ul className="grid gap-1">
          {tools.map((tool) => (
            <li key={tool}>
              <Link
                href={toolPath(tool)}
                prefetch={false}
                className="break-all font-mono text-primary text-xs underline-offset-4 hover:underline"
              >
                {tool}
              </Link>
            </li>
          ))}
        </ul>
      </Collapsible>
    </div>
  );
}
