import { readSharedLog } from "../../../../server/http/read-share.ts";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ token: string }>;
}

/** The log as the link shares it, for the page that replays it. Nobody keeps it: the link may be revoked at any time. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const shared = await readSharedLog((await params).token);
  const headers = { "cache-control": "no-store", "x-robots-tag": "noindex, nofollow, noarchive" };
  if (!shared) return Response.json({ message: "There is no such link." }, { status: 404, headers });
  return Response.json(shared, { headers });
}
