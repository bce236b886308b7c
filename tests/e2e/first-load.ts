import { gzipSync } from "node:zlib";
import type { APIRequestContext } from "@playwright/test";

export interface FirstLoad {
  scripts: number;
  styles: number;
  fonts: number;
}

/** What the page at the address makes a browser load before it can be used: KB as sent, and the number of fonts. */
export async function firstLoad(request: APIRequestContext, address: string): Promise<FirstLoad> {
  const html = await (await request.get(address)).text();
  const weight = async (sources: string[]) => {
    const bytes = await Promise.all(
      sources.map(async (source) => gzipSync(await (await request.get(source)).body()).length),
    );
    return Math.ceil(bytes.reduce((sum, size) => sum + size, 0) / 1024);
  };
  return {
    scripts: await weight(sourcesIn(html, /<script(?![^>]*nomodule)[^>]*\ssrc="([^"]+)"/gi)),
    styles: await weight(sourcesIn(html, /<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/gi)),
    fonts: sourcesIn(html, /<link[^>]*rel="preload"[^>]*href="([^"]+)"[^>]*as="font"/gi).length,
  };
}

function sourcesIn(html: string, pattern: RegExp): string[] {
  return [...new Set([...html.matchAll(pattern)].map(([, source]) => (source ?? "").replaceAll("&amp;", "&")))];
}
