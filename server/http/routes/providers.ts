import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { keyNameOf } from "../../../lib/secrets/provider-key.ts";
import type { ProviderKey } from "../../ports/models.ts";
import { authorize } from "../../runtime/authorize.ts";
import { json, noContent } from "../answer.ts";
import { type Call, route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Models";

const providerKey = z
  .object({
    provider: z.string(),
    url: z.string().describe("Where the key is sent, and nowhere else."),
    from: z
      .enum(["environment", "settings"])
      .nullable()
      .describe("Who gave the key; null: nobody. What the environment sets cannot be changed here."),
  })
  .meta({ id: "ProviderKey" });

const params = z.strictObject({ provider: z.string().min(1).max(100) });

export const providerRoutes = [
  route({
    id: "listProviderKeys",
    method: "GET",
    path: "/api/v1/providers",
    tag,
    summary: "List the providers that take a key, and whether they have one",
    answers: { 200: { description: "All of them", schema: pageOf(providerKey) } },
    handle: ({ runtime }) => json(200, { items: runtime.ports.models.keys(), nextCursor: null }),
  }),
  route({
    id: "putProviderKey",
    method: "PUT",
    path: "/api/v1/providers/{provider}/key",
    tag,
    summary: "Give a provider its key; it is used from then on, without a restart",
    description: "The key is kept sealed, is sent to the provider alone, and can never be read again.",
    params,
    body: z.strictObject({ apiKey: z.string().min(8).max(16_384) }).meta({ id: "NewProviderKey" }),
    example: { apiKey: "a key that the provider gave" },
    answers: { 200: { description: "It is used", schema: providerKey } },
    async handle({ runtime, principal, params: { provider }, body }) {
      const before = keyIn({ runtime, principal }, provider);
      const { models, secrets } = runtime.ports;
      await secrets.put(principal.userId, keyNameOf(provider), body.apiKey.trim(), [before.url]);
      models.useKey(provider, body.apiKey.trim());
      return json(200, keyIn({ runtime, principal }, provider));
    },
  }),
  route({
    id: "deleteProviderKey",
    method: "DELETE",
    path: "/api/v1/providers/{provider}/key",
    tag,
    summary: "Forget a provider's key",
    params,
    answers: { 204: { description: "It is gone; what uses the provider fails from then on" } },
    async handle({ runtime, principal, params: { provider } }) {
      keyIn({ runtime, principal }, provider);
      if (!(await runtime.ports.secrets.delete(principal.userId, keyNameOf(provider))))
        throw new AppError("not_found", `No key of ${provider} is kept here.`);
      runtime.ports.models.useKey(provider, null);
      return noContent();
    },
  }),
];

/** For whoever runs this installation: the key serves everybody. */
function keyIn({ runtime, principal }: Pick<Call, "runtime" | "principal">, provider: string): ProviderKey {
  authorize(principal, "administer", { kind: "installation" });
  const key = runtime.ports.models.keys().find((each) => each.provider === provider);
  if (!key) throw new AppError("not_found", `There is no provider "${provider}" that takes a key.`);
  if (key.from === "environment")
    throw new AppError("conflict", `The key of ${provider} is set in the environment: change it there.`);
  return key;
}
