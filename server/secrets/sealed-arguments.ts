import { AppError } from "../../lib/core/errors.ts";
import { isSealed, sealedMark } from "../../lib/core/sealed.ts";
import { changeSecrets } from "../../lib/functions/redact-by-schema.ts";
import type { SealedArguments } from "../ports/secrets.ts";
import type { Tool, UseTool } from "../ports/tools.ts";
import type { KeyRing } from "./key-ring.ts";
import { open, sealAlike } from "./seal.ts";

export function createSealedArguments(keys: KeyRing): SealedArguments {
  const openOne = (ownerId: string, value: string): unknown => {
    return JSON.parse(open(keys, value.slice(sealedMark.length), aboutOf(ownerId)));
  };
  const opens = (ownerId: string, value: string): boolean => {
    try {
      openOne(ownerId, value);
      return true;
    } catch {
      return false;
    }
  };
  return {
    seal: (ownerId, { parameters }, args) =>
      changeSecrets(parameters, args, (secret) => {
        // What was sealed here stays; a text that only looks like it is a secret like any other.
        if (isSealed(secret) && opens(ownerId, secret)) return secret;
        return sealedMark + sealAlike(keys, JSON.stringify(secret), aboutOf(ownerId));
      }),
    open: (ownerId, { parameters }, args) =>
      changeSecrets(parameters, args, (value) => (isSealed(value) ? openOne(ownerId, value) : value)),
  };
}

/** Where nothing that is recorded stays: what was sealed elsewhere passes as it is. */
export const unsealed: SealedArguments = {
  seal: (_ownerId, _tool, args) => args,
  open: (_ownerId, _tool, args) => args,
};

/** Gives a tool its arguments as they are, and lets `know` learn what of them must not come back in its result. */
export function openingArguments(
  useTool: UseTool,
  sealed: SealedArguments,
  know: (ownerId: string, values: readonly string[]) => void,
): UseTool {
  return (tool, args, context, clock) => {
    try {
      const opened = sealed.open(context.ownerId, tool, args);
      know(context.ownerId, secretTexts(tool, opened));
      return useTool(tool, opened, context, clock);
    } catch (error) {
      const message = error instanceof AppError ? error.message : "A secret argument does not open.";
      return Promise.resolve({ ok: false, error: { code: "unavailable", message }, ms: 0 });
    }
  };
}

function secretTexts({ parameters }: Tool, args: unknown): string[] {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    else if (value !== null && typeof value === "object") Object.values(value).forEach(collect);
  };
  changeSecrets(parameters, args, (secret) => {
    collect(secret);
    return secret;
  });
  return texts;
}

/** Whoever copies one to another person's call gets nothing of it. */
function aboutOf(ownerId: string): string {
  return JSON.stringify(["arguments", ownerId]);
}
