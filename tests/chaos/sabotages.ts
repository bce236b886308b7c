/** A way to break the server, to see that the chaos notices. */
export interface Sabotage {
  file: string;
  from: string;
  to: string;
}

export const sabotages: Record<string, Sabotage> = {
  "a feed loses an event": {
    file: "server/socket/session-feed.ts",
    from: "this.pipe.events(this.sessionId, newer);",
    to: 'if (newer.at(-1)?.type !== "run.finished") this.pipe.events(this.sessionId, newer);',
  },
  "no receipt is looked up": {
    file: "server/runtime/sessions.ts",
    from: "if (commandId) {",
    to: "if (commandId && false) {",
  },
  "commands leave no receipt": {
    file: "server/log/commit-group.ts",
    from: "(commandId ?? null)",
    to: "null",
  },
  "tools run before they are claimed": {
    file: "server/runtime/run-calls.ts",
    from: "await bench.sessions.change(sessionId, { by: bench.worker }, (state, given) => {",
    to: `const early = nextStep(await bench.sessions.read(sessionId), runId, bench.world);
    if (early.do === "use-tools") for (const call of early.calls) await bench.useTool(bench.tools.get(call.tool)!, call.arguments, { ownerId: "", sessionId, runId, agent: null, callId: call.callId, effectId: given0(), signal: stop.signal, state: () => null, progress: () => {} }, bench.monotonic);
    function given0() { return bench.newId("effect"); }
    await bench.sessions.change(sessionId, { by: bench.worker }, (state, given) => {`,
  },
  "every tool may run again": {
    file: "server/runtime/run-calls.ts",
    from: '?.retry === "safe"',
    to: "?.retry !== undefined",
  },
  "a retry has another effect id": {
    file: "server/runtime/run-calls.ts",
    from: "call.effectId as string, (call.attempt",
    to: 'bench.newId("effect"), (call.attempt',
  },
  "what a dead worker left is left": {
    file: "server/runtime/run.ts",
    from: "if (dead.size === 0) return;",
    to: "if (dead.size >= 0) return;",
  },
  "answers before the write": {
    file: "server/log/group-commit.ts",
    from: "this.schedule();\n    });",
    to: 'resolve({ result: "appended" });\n      setTimeout(() => this.schedule(), 30);\n    });',
  },
  "a rejoin goes too far": {
    file: "server/socket/session-feed.ts",
    from: "await runtime.events(principal, this.sessionId, after)",
    to: "(await runtime.events(principal, this.sessionId, after)).slice(0, -1)",
  },
};
