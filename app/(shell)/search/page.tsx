import type { Metadata } from "next";
import { SearchPage } from "../../../components/search/search-page.tsx";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";

export const metadata: Metadata = { title: "Search" };

const longestQuery = 500;

interface Props {
  searchParams: Promise<{ q?: string | string[] }>;
}

export default async function Search({ searchParams }: Props) {
  const { q } = await searchParams;
  const words = (typeof q === "string" ? q : "").trim().slice(0, longestQuery);
  const { userId: ownerId } = await pagePrincipal();
  const page = words
    ? await currentRuntime().ports.search.find({ ownerId, query: words, limit: 30 })
    : { items: [], nextCursor: null };
  return <SearchPage key={words} words={words} page={page} failure={null} />;
}
