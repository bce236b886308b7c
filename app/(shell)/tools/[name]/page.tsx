import ArrowLeft from "lucide-react/icons/arrow-left";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { JsonText } from "../../../../components/session/cards/json-text.tsx";
import { Badge } from "../../../../components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "../../../../components/ui/card.tsx";
import { Collapsible } from "../../../../components/ui/collapsible.tsx";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { CallConsole } from "../call-console.tsx";
import { RuleSelect } from "../rule-select.tsx";
import { approvalWords, strings } from "../strings.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ name: string }>;
}

async function toolOf({ params }: Props) {
  const { name } = await params;
  return currentRuntime().ports.tools.get(decoded(name)) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await toolOf(props)).name };
}

/** One tool: what it takes, what it touches, when it asks, and a way to try it. */
export default async function ToolPage(props: Props) {
  const tool = await toolOf(props);
  const { userId } = await pagePrincipal();
  const unavailable = tool.unavailable();
  const rules = currentRuntime().ports.toolRules.list(userId);
  const rule = rules.find((each) => each.tool === tool.name && each.agent === null)?.rule;
  const worksOnSession = tool.permissions.includes("session") || tool.alwaysAsks === true;
  return (
    <div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-4 px-4 py-5 md:px-6">
      <Link
        href="/tools"
        prefetch={false}
        className="inline-flex items-center gap-1 justify-self-start text-primary text-sm underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {strings.back}
      </Link>
      <div>
        <h2 className="break-all font-mono font-semibold text-base">{tool.name}</h2>
        <p className="mt-1 whitespace-pre-wrap break-words text-muted-foreground text-sm leading-relaxed">
          {tool.description}
        </p>
        <ul className="mt-2 flex flex-wrap gap-1.5">
          {[
            approvalWords(tool.approval),
            strings.retry[tool.retry],
            strings.timeout(tool.timeoutMs / 1000),
            ...(tool.permissions.length > 0 ? [`${strings.permissions}: ${tool.permissions.join(", ")}`] : []),
          ].map((words) => (
            <li key={words}>
              <Badge tone="outline">{words}</Badge>
            </li>
          ))}
        </ul>
        {unavailable === null ? null : (
          <p className="mt-2 rounded-md bg-warning-muted px-3 py-2 text-sm text-warning">{unavailable}</p>
        )}
      </div>
      <RuleSelect tool={tool.name} rule={rule === "deny" || rule === "ask" ? rule : "none"} />
      <Card>
        <CardHeader title={strings.console} hint={worksOnSession ? strings.onSession : strings.consoleHint} level={3} />
        {worksOnSession ? (
          <div className="pb-3" />
        ) : (
          <CardBody>
            <CallConsole tool={tool.name} schema={tool.parameters} />
          </CardBody>
        )}
      </Card>
      <Collapsible title={strings.schema}>
        <JsonText label={strings.schema} value={tool.parameters} />
      </Collapsible>
    </div>
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
