import { z } from "zod";
import type { Schema } from "../../lib/input/check-input.ts";
import { type JsonSchema, schemaOf } from "./json-schema.ts";
import type { AnswerDescription, Method, Route } from "./route.ts";
import { problemSchema } from "./schemas/problem.ts";
import { nameSharedSchemas } from "./schemas/shared-names.ts";

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface Content {
  [mediaType: string]: { schema?: JsonSchema; example?: unknown };
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

/** OpenAPI 3.1. */
export interface ApiDescription {
  openapi: string;
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Partial<Record<Lowercase<Method>, Operation>>>;
  components: { schemas: Record<string, JsonSchema> };
}

const about = `Sessions, messages, runs and tools of one Troupe server.

Lists answer \`{ items, nextCursor }\`. Failures are problem details (RFC 9457) with a stable \`code\` and a sentence that
says what to do. Every POST takes an \`Idempotency-Key\`: the same key and body give the same answer for 24 hours. Fields
that are not known are refused by name.`;

/** The description, made from the same schemas that parse the requests. */
export function describeApi(routes: readonly Route[], version: string): ApiDescription {
  nameSharedSchemas();
  const schemas: Record<string, JsonSchema> = {};
  const schemaFor = (schema: Schema, io: "input" | "output") => schemaOf(schema, io, schemas);
  const paths: ApiDescription["paths"] = {};
  for (const route of routes) {
    const place = paths[route.path] ?? {};
    place[route.method.toLowerCase() as Lowercase<Method>] = operation(route, schemaFor);
    paths[route.path] = place;
  }
  return {
    openapi: "3.1.1",
    info: { title: "Troupe", version, description: about, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "/" }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: { schemas },
  };
}

type SchemaFor = (schema: Schema, io: "input" | "output") => JsonSchema;

function operation(route: Route, schemaFor: SchemaFor): Operation {
  const { id, tag, summary, description, body, example, answers } = route;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    parameters: [
      ...parametersOf(route.params, "path", schemaFor),
      ...parametersOf(route.query, "query", schemaFor),
      ...(route.method === "POST" ? [idempotencyKey] : []),
    ],
    ...(body && {
      requestBody: {
        required: !z.safeParse(body, {}).success,
        content: {
          "application/json": { schema: schemaFor(body, "input"), ...(example !== undefined && { example }) },
        },
      },
    }),
    ...(route.bytes && {
      requestBody: {
        required: true,
        content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
      },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, each]) => [status, responseOf(each, schemaFor)])),
      default: {
        description: "What went wrong",
        content: { "application/problem+json": { schema: schemaFor(problemSchema, "output") } },
      },
    },
  };
}

const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Makes a repetition harmless: the same key and body give the same answer for 24 hours.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

function parametersOf(schema: Schema | undefined, place: "path" | "query", schemaFor: SchemaFor): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaFor(schema, "input") as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(typeof description === "string" && { description }),
    schema: rest,
  }));
}

function responseOf(answers: AnswerDescription | readonly AnswerDescription[], schemaFor: SchemaFor) {
  const all = [answers].flat() as AnswerDescription[];
  const content: Content = {};
  for (const { schema, mediaType } of all) {
    if (schema || mediaType)
      content[mediaType ?? "application/json"] = schema ? { schema: schemaFor(schema, "output") } : {};
  }
  const [first] = all;
  return { description: first?.description ?? "", ...(Object.keys(content).length > 0 && { content }) };
}
