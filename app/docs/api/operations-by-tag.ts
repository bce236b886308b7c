import type { ApiDescription, Operation } from "../../../server/http/openapi.ts";

export interface DescribedOperation {
  method: string;
  path: string;
  operation: Operation;
}

export interface Group {
  tag: string;
  operations: DescribedOperation[];
}

/** In the order in which the description tells them. */
export function operationsByTag({ tags, paths }: ApiDescription): Group[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return tags.map(({ name }) => ({
    tag: name,
    operations: all.filter(({ operation }) => operation.tags.includes(name)),
  }));
}
