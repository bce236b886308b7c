import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readDecisions, readGuides } from "../../../../server/http/guides.ts";
import { GuideFrame } from "../../guide-frame.tsx";
import { GuideText } from "../../guide-text.tsx";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ decision: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { decision } = await params;
  return { title: (await readDecisions()).find(({ slug }) => slug === decision)?.title ?? "Decisions" };
}

export default async function DecisionPage({ params }: Props) {
  const wanted = (await params).decision;
  const [guides, decisions] = await Promise.all([readGuides(), readDecisions()]);
  const decision = decisions.find(({ slug }) => slug === wanted);
  if (!decision) notFound();
  return (
    <GuideFrame guides={guides} decisions={decisions} current={decision.address}>
      <GuideText guide={decision} />
    </GuideFrame>
  );
}
