import { describe, expect, test } from "vitest";
import { readDescription } from "../../lib/openapi/read-description.ts";
import { checkAgainstSchema } from "../../server/json-schema/validate.ts";

const about = { openapi: "3.0.3", info: { title: "Lakes", version: "2" } };
const read = (paths: object, more: object = {}) => readDescription({ ...about, paths, ...more });
const only = (operation: object, more: object = {}, path = "/lakes") =>
  read({ [path]: { post: { operationId: "make", ...operation } } }, more)?.operations[0];

describe("a description", () => {
  test("gives its operations with one schema of arguments each", () => {
    const description = read(
      {
        "/lakes/{id}": {
          parameters: [{ $ref: "#/components/parameters/id" }],
          get: {
            operationId: "getLake",
            summary: "Read a lake",
            parameters: [
              { name: "deep", in: "query", schema: { type: "boolean" }, description: "With depths" },
              { name: "X-Unit", in: "header", schema: { enum: ["m", "ft"] } },
            ],
          },
          delete: {},
        },
      },
      {
        servers: [{ url: "https://{where}.example/v1", variables: { where: { default: "lakes" } } }],
        components: { parameters: { id: { name: "id", in: "path", required: true, schema: { type: "integer" } } } },
      },
    );
    expect(description).toMatchObject({
      title: "Lakes",
      version: "2",
      serverUrl: "https://lakes.example/v1",
      truncated: false,
    });
    expect(description?.operations.map(({ id, method }) => [id, method])).toEqual([
      ["getLake", "GET"],
      ["delete_lakes_id", "DELETE"],
    ]);
    expect(description?.operations[0]?.operation).toMatchObject({
      parameters: [
        { argument: "id", name: "id", in: "path" },
        { argument: "deep", name: "deep", in: "query" },
        { argument: "X-Unit", name: "X-Unit", in: "header" },
      ],
      body: null,
      schema: { properties: { id: { type: "integer" }, deep: { description: "With depths" } }, required: ["id"] },
    });
  });

  test("may refer to itself in circles", () => {
    const node = {
      type: "object",
      properties: { name: { type: "string" }, next: { $ref: "#/components/schemas/Node" } },
    };
    const found = only(
      {
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Node" } } },
        },
      },
      { components: { schemas: { Node: node } } },
    );
    const schema = found?.operation?.schema;
    expect(checkAgainstSchema(schema, { body: { name: "a", next: { name: "b", next: {} } } })).toBeNull();
    expect(checkAgainstSchema(schema, { body: { name: "a", next: { name: 5 } } })).toMatch(
      /body\.next\.name must be a text/,
    );
    expect(checkAgainstSchema(schema, {})).toMatch(/body is missing/);
  });

  test("says in JSON Schema what version 3.0 says in its own way", () => {
    const schema = { type: "integer", nullable: true, minimum: 0, exclusiveMinimum: true, example: 4, "x-note": 1 };
    const found = only({ parameters: [{ name: "n", in: "query", schema }] });
    expect(found?.operation?.schema.properties).toEqual({
      n: { type: ["integer", "null"], minimum: 0, exclusiveMinimum: 0 },
    });
  });

  test("keeps names apart that meet in one schema", () => {
    const parameters = ["path", "query", "header"].map((place) => ({
      name: "id",
      in: place,
      required: place === "path",
    }));
    const found = only(
      { parameters: [...parameters, { name: "__proto__", in: "query" }, { name: "body", in: "query" }] },
      {},
      "/x/{id}",
    );
    expect(found?.operation?.parameters.map(({ argument }) => argument)).toEqual([
      "id",
      "query_id",
      "header_id",
      "query_proto",
      "query_body",
    ]);
  });

  test.each([
    ["a reference without end", { parameters: [{ $ref: "#/components/parameters/a" }] }, /without end/],
    ["a reference to nothing", { parameters: [{ $ref: "#/nothing" }] }, /not there/],
    ["a reference elsewhere", { parameters: [{ $ref: "https://evil.example/x.json" }] }, /outside the document/],
    ["a parameter that is none", { parameters: [5] }, /no object/],
    ["a cookie that it needs", { parameters: [{ name: "sid", in: "cookie", required: true }] }, /in a cookie/],
    [
      "a header that says who calls",
      { parameters: [{ name: "Authorization", in: "header", required: true }] },
      /in a header/,
    ],
    [
      "a body of another kind",
      { requestBody: { required: true, content: { "image/png": {} } } },
      /neither JSON nor a form/,
    ],
    [
      "a schema without measure",
      { parameters: [{ name: "a", in: "query", schema: { enum: ["x".repeat(70_000)] } }] },
      /64 KiB/,
    ],
    ["a schema nested without measure", { parameters: [{ name: "a", in: "query", schema: nested(500) }] }, /too large/],
  ])("with %s loses that operation and says why", (_what, operation, why) => {
    const a = { $ref: "#/components/parameters/b" };
    const b = { $ref: "#/components/parameters/a" };
    const found = only(operation, { components: { parameters: { a, b } } });
    expect(found).toMatchObject({ problem: expect.stringMatching(why), operation: null });
  });

  test("with an undescribed part of a path loses that operation", () => {
    expect(only({}, {}, "/a/{b}")?.problem).toMatch(/\{b\}, which is not described/);
  });

  test("with a hundred thousand paths is read up to a limit, and says so", () => {
    const paths = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`/p${index}`, { get: {} }]));
    const found = read(paths);
    expect(found?.operations).toHaveLength(1_000);
    expect(found?.truncated).toBe(true);
  });

  test("with a large schema that a thousand operations share is read within measure", () => {
    const big = {
      properties: Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`p${n}`, { type: "string" }])),
    };
    const body = { content: { "application/json": { schema: { $ref: "#/components/schemas/Big" } } } };
    const paths = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, n) => [`/p${n}`, { post: { operationId: `op${n}`, requestBody: body } }]),
    );
    const document = { ...about, paths, components: { schemas: { Big: big } } };
    const operations = readDescription(document)?.operations ?? [];
    expect(operations[0]?.problem).toBeNull();
    expect(operations.at(-1)?.problem).toMatch(/too large together/);
    const chosen = readDescription(document, new Set(["op999"]))?.operations.at(-1);
    expect(chosen?.operation?.id).toBe("op999");
  });

  test("with schemas that double at each step is not written out", () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `S${index}`,
        { allOf: [{ $ref: `#/components/schemas/S${index + 1}` }, { $ref: `#/components/schemas/S${index + 1}` }] },
      ]),
    );
    const found = only(
      { requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/S0" } } } } },
      { components: { schemas: { ...schemas, S60: { type: "string" } } } },
    );
    expect(JSON.stringify(found).length).toBeLessThan(20_000);
  });

  test.each([
    null,
    5,
    [],
    {},
    { openapi: "2.0" },
    { swagger: "2.0", paths: {} },
    { openapi: "3.1.0" },
    { openapi: "3.1.0", paths: [] },
  ])("that is none is none: %j", (document) => {
    expect(readDescription(document)).toBeNull();
  });

  test("with nonsense in every place is read without a throw", () => {
    const odd = [null, 5, "x", [], { $ref: 5 }, { $ref: "#" }, { $ref: "#/%zz" }, { schema: null }];
    for (const value of odd) {
      const paths = {
        "/a": { get: { operationId: value, parameters: [value], requestBody: value, summary: value } },
        "/b": value,
      };
      expect(read(paths, { servers: value, components: value, info: value })).not.toBeNull();
    }
  });
});

function nested(levels: number): unknown {
  let schema: unknown = { type: "string" };
  for (let level = 0; level < levels; level++) schema = { type: "array", items: schema };
  return schema;
}
