import { followed, isObject, Unreadable } from "./follow-reference.ts";
import type { ApiDescription, ApiOperation, HttpMethod, Placed, ReadOperation } from "./operation.ts";
import { OwnSchemas } from "./own-schema.ts";

type Json = Record<string, unknown>;

const methods: readonly HttpMethod[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
const mostOperations = 1_000;
/** Of all schemas of one document: a small one may refer to the same large part a thousand times. */
const mostNodesTogether = 300_000;
const mostSchemaCharacters = 64 * 1024;
const bodies = ["application/json", "application/x-www-form-urlencoded"] as const;
/** What a call sets by itself, or what would say who calls. */
const ownHeaders = /^(accept|authorization|content-(type|length)|cookie|host|connection|proxy-.*|transfer-encoding)$/i;

/**
 * What an OpenAPI 3 document offers. Each operation that cannot be called says why; one bad operation spoils no other.
 * With `wanted`, the others are only named. Null where the document is none.
 */
export function readDescription(document: unknown, wanted?: ReadonlySet<string>): ApiDescription | null {
  if (!isObject(document) || !/^3\.\d/.test(String(document.openapi ?? "")) || !isObject(document.paths)) return null;
  const info = isObject(document.info) ? document.info : {};
  const operations: ReadOperation[] = [];
  const reading: Reading = {
    document,
    taken: new Set(),
    budget: { nodes: mostNodesTogether },
    ...(wanted && { wanted }),
  };
  let truncated = false;
  for (const path in document.paths) {
    if (truncated) break;
    const item = document.paths[path];
    if (!isObject(item) || !path.startsWith("/")) continue;
    for (const method of methods) {
      const described = item[method.toLowerCase()];
      if (!isObject(described)) continue;
      truncated = operations.length >= mostOperations;
      if (truncated) break;
      operations.push(readOperation(reading, path, item, method, described));
    }
  }
  return {
    title: text(info.title, 200) || "An API",
    version: text(info.version, 50),
    serverUrl: serverOf(document),
    operations,
    truncated,
  };
}

function serverOf({ servers }: Json): string | null {
  const first: unknown = Array.isArray(servers) ? servers[0] : undefined;
  if (!isObject(first) || typeof first.url !== "string") return null;
  const variables = isObject(first.variables) ? first.variables : {};
  return first.url.slice(0, 2000).replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return isObject(variable) && typeof variable.default === "string" ? variable.default : whole;
  });
}

interface Reading {
  document: Json;
  taken: Set<string>;
  budget: { nodes: number };
  wanted?: ReadonlySet<string>;
}

function readOperation(reading: Reading, path: string, item: Json, method: HttpMethod, described: Json): ReadOperation {
  const id = idOf(described.operationId, method, path, reading.taken);
  const summary = [text(described.summary, 500), text(described.description, 1_500)].filter(Boolean).join(". ");
  const known = { id, method, path: path.slice(0, 500), summary: summary || `${method} ${path.slice(0, 500)}` };
  if (reading.wanted && !reading.wanted.has(id)) return { ...known, problem: null, operation: null };
  try {
    return { ...known, problem: null, operation: operationOf(reading, known, item, described) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ...known, problem: error.message, operation: null };
  }
}

function operationOf(
  { document, budget }: Reading,
  known: Omit<ReadOperation, "problem" | "operation">,
  item: Json,
  described: Json,
): ApiOperation {
  const schemas = new OwnSchemas(document, budget);
  const properties: Json = {};
  const required: string[] = [];
  const parameters: Placed[] = [];
  for (const parameter of parametersOf(document, item, described)) {
    const place = placeOf(parameter);
    if (place === null) {
      if (parameter.required === true)
        throw new Unreadable(
          `it needs "${text(parameter.name, 100)}" in a ${text(parameter.in, 20)}, which is not possible here`,
        );
      continue;
    }
    const argument = freeName(place.name, properties, place.in);
    const schema = schemas.take(parameter.schema ?? { type: "string" });
    const note = text(parameter.description, 500);
    properties[argument] = note && isObject(schema) ? { description: note, ...schema } : schema;
    if (parameter.required === true || place.in === "path") required.push(argument);
    parameters.push({ argument, ...place });
  }
  for (const [, name] of known.path.matchAll(/\{([^{}]*)\}/g))
    if (!parameters.some((each) => each.in === "path" && each.name === name))
      throw new Unreadable(`its path has {${String(name).slice(0, 100)}}, which is not described`);

  let body: ApiOperation["body"] = null;
  if (described.requestBody !== undefined && known.method !== "GET" && known.method !== "HEAD") {
    const given = followed(document, described.requestBody);
    const content = isObject(given.content) ? given.content : {};
    body = bodies.find((type) => isObject(content[type])) ?? null;
    if (body === null && given.required === true) throw new Unreadable("its body is neither JSON nor a form");
    if (body !== null) {
      properties.body = schemas.take((content[body] as Json).schema ?? {});
      if (given.required === true) required.push("body");
    }
  }
  const schema = {
    type: "object",
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    ...(Object.keys(schemas.definitions).length > 0 && { $defs: schemas.definitions }),
  };
  if (JSON.stringify(schema).length > mostSchemaCharacters) throw new Unreadable("its schema is larger than 64 KiB");
  const { id, method, path, summary } = known;
  return { id, method, path, summary, parameters, body, schema };
}

/** An operation's own come after those of its path, and replace the ones of the same name and place. */
function parametersOf(document: Json, item: Json, described: Json): Json[] {
  const all = new Map<string, Json>();
  for (const list of [item.parameters, described.parameters]) {
    if (!Array.isArray(list)) continue;
    for (const each of list.slice(0, 200)) {
      const parameter = followed(document, each);
      all.set(`${String(parameter.in)} ${String(parameter.name)}`, parameter);
    }
  }
  return [...all.values()];
}

function placeOf({ name, in: place }: Json): { name: string; in: Placed["in"] } | null {
  if (typeof name !== "string" || name === "" || name.length > 200) return null;
  if (place === "header") return /^[A-Za-z0-9_-]+$/.test(name) && !ownHeaders.test(name) ? { name, in: place } : null;
  return place === "path" || place === "query" ? { name, in: place } : null;
}

/** Two parameters may share a name in different places. */
function freeName(name: string, taken: Json, place: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9_.-]/g, "_").slice(0, 64) || "value";
  if (plain !== "body" && plain !== "__proto__" && !Object.hasOwn(taken, plain)) return plain;
  let free = `${place}_${plain.replaceAll("__proto__", "proto")}`;
  while (Object.hasOwn(taken, free)) free = `${free}_`;
  return free;
}

function idOf(given: unknown, method: HttpMethod, path: string, taken: Set<string>): string {
  const wished = typeof given === "string" && given !== "" ? given : `${method.toLowerCase()}_${path}`;
  const plain =
    wished
      .replaceAll(/[^A-Za-z0-9]+/g, "_")
      .replaceAll(/^_+|_+$/g, "")
      .slice(0, 60) || "operation";
  let free = plain;
  for (let number = 2; taken.has(free); number++) free = `${plain}_${number}`;
  taken.add(free);
  return free;
}

function text(value: unknown, most: number): string {
  return typeof value === "string" ? value.trim().slice(0, most) : "";
}
