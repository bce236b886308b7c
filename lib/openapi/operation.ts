export type HttpMethod = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Where an argument goes. */
export interface Placed {
  /** As the tool's argument is called. */
  argument: string;
  /** As the API calls it. */
  name: string;
  in: "path" | "query" | "header";
}

/** One operation of an API, as far as a call needs it. */
export interface ApiOperation {
  id: string;
  method: HttpMethod;
  path: string;
  summary: string;
  parameters: Placed[];
  /** The argument `body`, and as what it is sent. */
  body: "application/json" | "application/x-www-form-urlencoded" | null;
  /** JSON Schema of all arguments. */
  schema: Record<string, unknown>;
}

export interface ReadOperation {
  id: string;
  method: HttpMethod;
  path: string;
  summary: string;
  /** Why it cannot become a tool. */
  problem: string | null;
  operation: ApiOperation | null;
}

export interface ApiDescription {
  title: string;
  version: string;
  /** As it is written: it may be relative to where the description was found. */
  serverUrl: string | null;
  operations: ReadOperation[];
  /** There are more than are read. */
  truncated: boolean;
}
