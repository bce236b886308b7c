import { type ClientFrame, type ClientFrameName, clientFrames } from "../../lib/client/protocol.ts";
import { AppError } from "../../lib/core/errors.ts";

/** The frame as the protocol wants it, or a refusal that names what is wrong. */
export function parseFrame<N extends ClientFrameName>(name: N, payload: unknown): ClientFrame<N> {
  const parsed = clientFrames[name].safeParse(payload);
  if (parsed.success) return parsed.data as ClientFrame<N>;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = fields[0];
  throw new AppError(
    "invalid",
    `"${name}" was not understood: ${first?.path ? `${first.path}: ` : ""}${first?.message ?? "it does not fit the protocol"}.`,
    { fields },
  );
}
