/**
 * What runs in the sandbox before any code of a person: it makes `host`, and keeps for itself what it needs of the
 * language, so that code which changes the language harms only itself. Nothing here has authority: whatever `host` asks for
 * is decided in the server. It is a text because it is another machine's program.
 */
export const prelude = `
(function (ask, log, finish, now, random) {
  "use strict";
  const { parse, stringify } = JSON;
  const { freeze } = Object;
  const { apply } = Reflect;
  const { Error, TypeError, ReferenceError, SyntaxError, Promise, String } = globalThis;
  const { slice } = String.prototype;
  const { then } = Promise.prototype;
  const fromHost = new WeakSet();
  const { add, has } = WeakSet.prototype;

  const cut = (text, most) => apply(slice, text, [0, most]);
  const textOf = (read, most) => {
    try {
      const value = read();
      return value === undefined || value === null ? "" : cut(String(value), most);
    } catch {
      return "";
    }
  };
  const fail = (error, kind) => {
    const isObject = (typeof error === "object" && error !== null) || typeof error === "function";
    if (!isObject) return finish(kind || "thrown", "", textOf(() => String(error), 2000), "");
    let own = "thrown";
    try {
      if (apply(has, fromHost, [error])) own = "host";
      else if (error instanceof TypeError || error instanceof ReferenceError) own = "type";
      else if (error instanceof SyntaxError) own = "thrown";
    } catch {}
    finish(kind || own, textOf(() => error.name, 100), textOf(() => error.message, 2000), textOf(() => error.stack, 8000));
  };

  const hostError = (code, message, stack) => {
    const error = new Error(message);
    error.name = "HostError";
    error.code = code;
    if (stack) error.stack = stack;
    apply(add, fromHost, [error]);
    return error;
  };
  const request = (kind, value) =>
    new Promise((resolve, reject) => {
      const asked = new Error().stack;
      const text = stringify(value);
      let refusal;
      try {
        refusal = ask(kind, text, (ok, answer) => {
          const said = parse(answer);
          if (ok) resolve(said);
          else reject(hostError(said.code, said.message, asked));
        });
      } catch (error) {
        reject(error);
      }
      if (refusal) reject(hostError("limit", refusal, asked));
    });

  const shown = (value) => {
    if (typeof value === "string") return value;
    try {
      if (value instanceof Error) return value.name + ": " + value.message;
      const text = stringify(value);
      return text === undefined ? String(value) : text;
    } catch {
      return textOf(() => String(value), 1000);
    }
  };
  const logger = (level) => (...values) => {
    let line = "";
    for (let index = 0; index < values.length; index++) line += (index ? " " : "") + textOf(() => shown(values[index]), 20000);
    log(level, line);
  };
  const console = freeze({
    log: logger("log"),
    info: logger("info"),
    warn: logger("warn"),
    error: logger("error"),
    debug: logger("debug"),
  });

  const host = freeze({
    log: console.log,
    console,
    async fetch(url, options) {
      const answer = await request("fetch", { url: String(url), options: options === undefined ? {} : options });
      return freeze({
        status: answer.status,
        ok: answer.status >= 200 && answer.status < 300,
        url: answer.url,
        headers: freeze(answer.headers),
        body: answer.body,
        text: () => answer.body,
        json: () => parse(answer.body),
      });
    },
    secret: (name, prefix) => freeze({ secret: String(name), prefix: prefix === undefined ? "" : String(prefix) }),
    data: freeze({
      get: (name) => request("data.get", { name }),
      set: (name, value) => request("data.set", { name, value: value === undefined ? null : value }),
    }),
    call: (name, input) => request("call", { name, input: input === undefined ? {} : input }),
    now,
    random,
  });
  globalThis.console = console;

  const succeed = (value) => {
    let text;
    try {
      text = value === undefined ? "null" : stringify(value);
    } catch (error) {
      return fail(error, "output");
    }
    if (typeof text === "string") return finish("result", text, "", "");
    finish("output", "", "The function gave a " + typeof value + ", which cannot be written as JSON.", "");
  };

  return (main, input) => {
    if (typeof main !== "function") {
      return finish("type", "", "The module has no default export that is a function: export default (input, host) => …", "");
    }
    const given = parse(input);
    const answer = new Promise((resolve) => resolve(main(given, host)));
    apply(then, answer, [succeed, fail]);
  };
})
`;
