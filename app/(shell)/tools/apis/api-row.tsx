"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi } from "../../../../components/live/call-api.ts";
import { AlertDialog } from "../../../../components/ui/alert-dialog.tsx";
import { announce } from "../../../../components/ui/announce.ts";
import { Button } from "../../../../components/ui/button.tsx";
import { Collapsible } from "../../../../components/ui/collapsible.tsx";
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
  const [asking, setAsking] = useState(false);

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
        <Button variant="outline" size="small" aria-label={strings.removeOf(name)} onClick={() => setAsking(true)}>
          {strings.remove}
        </Button>
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
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={strings.removeTitle(name)}
        description={strings.removeHint}
        confirmLabel={strings.remove}
        onConfirm={remove}
      />
    </div>
  );
}
