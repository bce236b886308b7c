import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ReplayHeader } from "../../../../components/session/shared/replay/replay-header.tsx";
import { SharedReplay } from "../../../../components/session/shared/replay/shared-replay.tsx";
import { readShare } from "../../../../server/http/read-share.ts";
import { shareMetadata } from "../share-metadata.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ at?: string | string[] }>;
}

const read = cache(async (token: string) => (await readShare(token)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { conversation } = await read((await params).token);
  return shareMetadata(conversation.title);
}

export default async function ReplayPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { conversation, sharedAt, withSteps } = await read(token);
  const { at } = await searchParams;
  const address = `/share/${token}`;
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh w-full max-w-[90rem] flex-col gap-4 px-4 pt-6 outline-none md:px-6"
    >
      <ReplayHeader
        title={conversation.title}
        sharedAt={sharedAt}
        conversation={address}
        steps={withSteps ? `${address}/steps` : null}
      />
      <SharedReplay share={address} at={typeof at === "string" && /^\d{1,9}$/.test(at) ? Number(at) : null} />
    </main>
  );
}
