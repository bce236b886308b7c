import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Chat } from "../../../../components/session/chat.tsx";
import { trimState } from "../../../../components/session/trim-state.ts";
import { isAppError } from "../../../../lib/core/errors.ts";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { whoMayAnswer } from "../load-chat.ts";

interface Props {
  params: Promise<{ sessionId: string }>;
}

const readSession = cache(async (sessionId: string) => {
  try {
    return await currentRuntime().state(await pagePrincipal(), sessionId);
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "invalid")) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await readSession((await params).sessionId);
  return { title };
}

export default async function SessionPage({ params }: Props) {
  const { sessionId } = await params;
  const { state, whole } = trimState(await readSession(sessionId));
  const { userId } = await pagePrincipal();
  return <Chat key={sessionId} sessionId={sessionId} initial={state} whole={whole} me={userId} {...whoMayAnswer()} />;
}
