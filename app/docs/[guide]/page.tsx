import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readDecisions, readGuides } from "../../../server/http/guides.ts";
import { GuideFrame } from "../guide-frame.tsx";
import { GuideText } from "../guide-text.tsx";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ guide: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { guide } = await params;
  return { title: (await readGuides()).find(({ slug }) => slug === guide)?.title ?? "Guides" };
}

export default async function GuidePage({ params }: Props) {
  const wanted = (await params).guide;
  const [guides, decisions] = await Promise.all([readGuides(), readDecisions()]);
  const guide = guides.find(({ slug }) => slug === wanted);
  if (!guide) notFound();
  return (
    <GuideFrame guides={guides} decisions={decisions} current={guide.address}>
      <GuideText guide={guide} />
    </GuideFrame>
  );
}
