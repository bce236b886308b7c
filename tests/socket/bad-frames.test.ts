import { request } from "node:http";
import fc from "fast-check";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientFrames } from "../../lib/client/protocol.ts";
import { errorStatus } from "../../lib/core/errors.ts";
import { allOver } from "../runtime/stage.ts";
import { ask, type SocketStage, startSockets } from "./socket-stage.ts";

let troupe: SocketStage;
beforeAll(async () => {
  troupe = await startSockets();
});
afterAll(async () => {
  expect(troupe.troubles).toEqual([]);
  await troupe.stop();
});

const refusal = {
  ok: false,
  error: { code: expect.toSatisfy((code: string) => code in errorStatus), message: expect.stringMatching(/\S+ \S+/) },
};
/** Whatever JSON can say, keys that reach for a prototype among it. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.anything({ withNullPrototype: false, maxDepth: 2 }).map(asJson),
);
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null");
  } catch {
    return null;
  }
}

describe("a frame that is not understood", () => {
  it("is refused in plain words that name the field", async () => {
    const client = await troupe.connect();
    const said = async (frame: object) => (await client.emitWithAck("join", frame)).error.message;
    expect(await said({})).toBe('"join" does not fit. sessionId: is required.');
    expect(await said({ sessionId: 7, more: 1 })).toBe(
      '"join" does not fit. sessionId: must be text; more: is not a known field.',
    );
    client.close();
  });

  it("is always answered with a refusal, whatever it is", async () => {
    const id = await troupe.open();
    const names = Object.keys(clientFrames).filter((name) => name !== "watch" && name !== "unwatch");
    const almost = fc.record(
      {
        sessionId: fc.oneof(fc.constant(id), anything),
        commandId: anything,
        command: anything,
        after: anything,
        active: anything,
        more: anything,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.oneof(anything, almost), async (name, frame) => {
        const valid = clientFrames[name as "join"].safeParse(frame).success;
        const client = await troupe.connect();
        const answer = await client.emitWithAck(name, frame);
        client.close();
        if (!valid) expect(answer).toMatchObject(refusal);
        else expect(answer).toHaveProperty("ok");
      }),
      { numRuns: 150 },
    );
    const client = await troupe.connect();
    expect(await ask(client, "join", { sessionId: id })).toMatchObject({ ok: true });
  });

  it("names what is wrong", async () => {
    const client = await troupe.connect();
    const id = await troupe.open();
    const command = { type: "message.post", content: "Hello", ownerId: "eve" };
    const answer = await ask(client, "command", { sessionId: id, commandId: "cmd_1", command });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: "invalid", message: expect.stringContaining("ownerId") },
    });
    expect(
      await ask(client, "command", { sessionId: id, commandId: "cmd_1", command: { type: "run.dance" } }),
    ).toMatchObject(refusal);
    expect((await troupe.log(id)).map((event) => event.type)).toEqual(["session.opened"]);
  });

  it("is answered also where it has no payload, too many, or a name that nobody knows", async () => {
    const client = await troupe.connect();
    expect(await client.emitWithAck("join")).toMatchObject(refusal);
    expect(await client.emitWithAck("leave", { sessionId: "ses_1" }, "and more")).toEqual({ ok: true });
    expect(await client.emitWithAck("dance", {})).toMatchObject(refusal);
    expect(await client.emitWithAck("constructor", {})).toMatchObject(refusal);
    client.emit("join", "without an acknowledgement");
    expect(await client.emitWithAck("leave", { sessionId: "ses_1" })).toEqual({ ok: true });
  });

  it("ends the connection where it is larger than what is taken, and harms nobody else", async () => {
    const [large, other] = [await troupe.connect(), await troupe.connect()];
    const gone = new Promise<void>((resolve) => large.once("disconnect", () => resolve()));
    large.emit("join", { sessionId: "x".repeat(2 * 1024 * 1024) });
    await gone;
    expect(await ask(other, "leave", { sessionId: "ses_1" })).toEqual({ ok: true });
  });
});

describe("too many frames at once", () => {
  it("are refused with a sentence; those before them are done, and others are unharmed", async () => {
    const [loud, quiet] = [await troupe.connect(), await troupe.connect()];
    const id = await troupe.open();
    const answers = await Promise.all(
      Array.from({ length: 400 }, () => ask(loud, "typing", { sessionId: id, active: true })),
    );
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(200);
    expect(refused[0]).toMatchObject({ error: { code: "rate_limited", retryAfterMs: expect.any(Number) } });
    expect(answers.slice(0, 200).every((answer) => answer.ok)).toBe(true);
    const frame = { sessionId: id, commandId: "cmd_2", command: { type: "message.post", content: "Hello" } };
    expect(await ask(quiet, "command", frame)).toMatchObject({ ok: true });
    await troupe.until(id, allOver);
    expect(await troupe.violations(id)).toEqual([]);
  });
});

describe("a page of another origin, or another name for this machine,", () => {
  const outcome = (extraHeaders: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const client = io(troupe.url, { transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders });
      const done = (how: string) => () => {
        client.close();
        resolve(how);
      };
      client.once("connect", done("connected")).once("connect_error", done("refused"));
    });

  it("is refused, before anything of it is read", async () => {
    expect(await outcome({ origin: "https://evil.example" })).toBe("refused");
    expect(await outcome({ origin: "null" })).toBe("refused");
    expect(await outcome({ host: "evil.example" })).toBe("refused");
    expect(await outcome({ origin: `http://evil.example:${troupe.port}`, host: `evil.example:${troupe.port}` })).toBe(
      "refused",
    );
  });

  it("comes in where it is our own, a friend's, or a program that names none", async () => {
    expect(await outcome({})).toBe("connected");
    expect(await outcome({ origin: troupe.url })).toBe("connected");
    expect(await outcome({ origin: "https://friend.example" })).toBe("connected");
    expect(await outcome({ host: `localhost:${troupe.port}` })).toBe("connected");
  });

  it("is refused over polling too", async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const headers = { origin: "https://evil.example" };
      request(`${troupe.url}/socket.io/?EIO=4&transport=polling`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});
