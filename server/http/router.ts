import type { Method, Route } from "./route.ts";

export interface Match {
  /** By method: all calls at this path. */
  routes: ReadonlyMap<Method, Route>;
  params: Record<string, string>;
}

interface Place {
  segments: string[];
  routes: Map<Method, Route>;
}

/** Finds the calls at a path. A written segment goes before a parameter. */
export function createRouter(routes: readonly Route[]): (path: string) => Match | null {
  const places = new Map<string, Place>();
  for (const each of routes) {
    const place = places.get(each.path) ?? { segments: each.path.split("/"), routes: new Map() };
    place.routes.set(each.method, each);
    places.set(each.path, place);
  }
  const inOrder = [...places.values()].sort((a, b) => parameters(a) - parameters(b));

  return (path) => {
    const segments = path.replace(/(?<=.)\/$/, "").split("/");
    for (const place of inOrder) {
      const params = paramsFor(place.segments, segments);
      if (params) return { routes: place.routes, params };
    }
    return null;
  };
}

function parameters({ segments }: Place): number {
  return segments.filter((segment) => segment.startsWith("{")).length;
}

function paramsFor(wanted: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] as string;
    if (!segment.startsWith("{")) {
      if (segment !== value) return null;
      continue;
    }
    const decoded = decode(value);
    if (!decoded) return null;
    params[segment.slice(1, -1)] = decoded;
  }
  return params;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
