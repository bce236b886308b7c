import { type DefinitionApi, schemasOf } from "../definitions/api.ts";
import { basicRoutes } from "../definitions/basic-routes.ts";
import { caseRoutes } from "../definitions/case-routes.ts";
import { draftRoutes } from "../definitions/draft-routes.ts";
import { insightRoutes } from "../definitions/insight-routes.ts";
import { versionRoutes } from "../definitions/version-routes.ts";
import type { Route } from "../route.ts";

/** Every call that a kind of definition has: write, publish, compare, go back, archive, test. */
export function definitionRoutes(api: DefinitionApi): Route[] {
  const schemas = schemasOf(api);
  return [
    ...basicRoutes(api, schemas),
    ...draftRoutes(api, schemas),
    ...versionRoutes(api, schemas),
    ...caseRoutes(api, schemas),
    ...insightRoutes(api, schemas),
  ];
}
