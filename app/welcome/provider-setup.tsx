"use client";

import RefreshCw from "lucide-react/icons/refresh-cw";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { announce } from "../../components/ui/announce.ts";
import { Button } from "../../components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "../../components/ui/card.tsx";
import { Collapsible } from "../../components/ui/collapsible.tsx";
import { ProviderKey } from "../(shell)/settings/providers/provider-key.tsx";
import { TestModel } from "../(shell)/settings/providers/test-model.tsx";
import { CopyLine } from "./copy-line.tsx";
import type { PickableProvider } from "./providers-to-pick.ts";
import { strings } from "./strings.ts";

const said = strings.provider;

/** What can be done with the provider that was picked: try it, or what it takes to have it. */
export function ProviderSetup({ provider }: { provider: PickableProvider }) {
  const { name, label, model, isDefault } = provider;
  return (
    <Card className="mb-2 sm:ml-6">
      <CardHeader level={3} title={model === null ? said.setKey(label) : label} />
      <CardBody className="grid gap-3 leading-relaxed">
        {model === null ? (
          <Steps provider={provider} />
        ) : (
          <>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <span className="min-w-0 flex-1 basis-48">
                {said.tryIt} <span className="break-all font-mono text-xs">{model}</span>
              </span>
              <TestModel key={model} model={model} />
            </div>
            <div className="grid gap-2 border-t pt-3 text-muted-foreground">
              <p>{isDefault ? said.isDefault : said.makeDefault(label)}</p>
              {isDefault ? null : <CopyLine line={`DEFAULT_MODEL_PROVIDER=${name}`} />}
            </div>
          </>
        )}
      </CardBody>
    </Card>
  );
}

function Steps({ provider: { name, needs, label } }: { provider: PickableProvider }) {
  switch (needs.kind) {
    case "key":
      return (
        <>
          <ol className="grid list-decimal gap-3 pl-5">
            <li>
              {said.getKey} <Elsewhere href={needs.page}>{label}</Elsewhere>
            </li>
            <li className="space-y-2">
              <p>{said.putKey}</p>
              <ProviderKey provider={name} from={null} />
            </li>
          </ol>
          <Collapsible title={said.orByFile}>
            <div className="grid gap-2 text-muted-foreground">
              <p>{said.putLine}</p>
              <CopyLine line={needs.line} />
              <p>{said.restart}</p>
              <LookAgain />
            </div>
          </Collapsible>
        </>
      );
    case "ollama":
      return (
        <>
          <ol className="grid list-decimal gap-3 pl-5">
            <li>
              {said.install} <Elsewhere href={needs.page}>{label}</Elsewhere>
            </li>
            <li className="space-y-2">
              <p>{said.pull}</p>
              {needs.commands.map((command) => (
                <CopyLine key={command} line={command} />
              ))}
            </li>
          </ol>
          <p>{said.foundByItself}</p>
          <div className="space-y-2 text-muted-foreground">
            <p>{said.elsewhere}</p>
            <CopyLine line={needs.line} />
          </div>
          <LookAgain byItself />
        </>
      );
    case "address":
      return (
        <>
          <ol className="grid list-decimal gap-3 pl-5">
            <li className="space-y-2">
              <p>{said.putLine}</p>
              {needs.lines.map((line) => (
                <CopyLine key={line} line={line} />
              ))}
            </li>
            <li>{said.restart}</li>
          </ol>
          <LookAgain />
        </>
      );
    case "nothing":
      return null;
  }
}

const lookEveryMs = 10_000;

function LookAgain({ byItself = false }: { byItself?: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!byItself) return;
    const timer = setInterval(() => router.refresh(), lookEveryMs);
    return () => clearInterval(timer);
  }, [byItself, router]);
  const look = () => {
    router.refresh();
    announce(said.looked);
  };
  return (
    <div>
      <Button variant="outline" size="small" onClick={look}>
        <RefreshCw aria-hidden="true" />
        {said.lookAgain}
      </Button>
    </div>
  );
}

function Elsewhere({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="break-all text-primary underline underline-offset-4 hover:decoration-2"
    >
      {children}: {new URL(href).host} <span className="sr-only">{said.opensElsewhere}</span>
    </a>
  );
}
