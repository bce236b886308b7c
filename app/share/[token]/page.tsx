import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { messagesPerPage, SharedView } from "../../../components/session/shared/shared-view.tsx";
import { readShare } from "../../../server/http/read-share.ts";
import { shareMetadata } from "./share-metadata.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
}

const read = cache(async (token: string) => (await readShare(token)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { conversation } = await read((await params).token);
  return shareMetadata(conversation.title);
}

export default async function SharePage({ params, searchParams }: Props) {
  const { token } = await params;
  const { conversation, sharedAt, withSteps } = await read(token);
  const page = Number((await searchParams).page ?? 1);
  const last = Math.max(1, Math.ceil(conversation.messages.length / messagesPerPage));
  if (!Number.isInteger(page) || page < 1 || page > last) notFound();
  const address = `/share/${token}`;
  return (
    <SharedView
      conversation={conversation}
      sharedAt={sharedAt}
      page={page}
      replay={`${address}/replay`}
      steps={withSteps ? `${address}/steps` : null}
    />
  );
}
