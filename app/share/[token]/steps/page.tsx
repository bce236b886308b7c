import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { SharedSteps } from "../../../../components/session/shared/shared-steps.tsx";
import { readSharedSteps } from "../../../../server/http/read-share.ts";
import { shareMetadata } from "../share-metadata.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ token: string }>;
}

const read = cache(async (token: string) => (await readSharedSteps(token)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await read((await params).token);
  return shareMetadata(title);
}

export default async function SharedStepsPage({ params }: Props) {
  const { token } = await params;
  const { title, runs } = await read(token);
  return <SharedSteps title={title} runs={runs} conversation={`/share/${token}`} />;
}
