import type { JsonSchemaType, JsonSchemaValidator } from "@modelcontextprotocol/client";
import { checkAgainstSchema } from "../json-schema/validate.ts";

/** Servers' schemas are read by our own interpreter: the client's usual one compiles them to code. */
export const schemaValidator = {
  getValidator<T>(schema: JsonSchemaType): JsonSchemaValidator<T> {
    return (input: unknown) => {
      const problem = checkAgainstSchema(schema, input);
      return problem === null
        ? { valid: true, data: input as T, errorMessage: undefined }
        : { valid: false, data: undefined, errorMessage: problem };
    };
  },
};
