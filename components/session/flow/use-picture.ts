"use client";

import { useEffect, useState } from "react";
import type { Picture } from "../../../lib/workflows/picture.ts";
import { callApi } from "../../live/call-api.ts";

/** The picture of a workflow in the version that a run began with; null until it is there. What draws it is fetched with it. */
export function usePicture(workflow: string | undefined, version: number | undefined): Picture | null {
  const [drawn, setDrawn] = useState<{ key: string; picture: Picture } | null>(null);
  const key = workflow === undefined || version === undefined ? null : `${workflow}@${version}`;
  useEffect(() => {
    if (workflow === undefined || key === null) return;
    let over = false;
    Promise.all([
      callApi<{ body: Record<string, unknown> }>("GET", `/workflows/${workflow}/versions/${version}`),
      import("../../../lib/workflows/picture-of-body.ts"),
    ]).then(
      ([{ body }, { pictureOfBody }]) => !over && setDrawn({ key, picture: pictureOfBody(workflow, body) }),
      // The list of the steps says the same; a picture that cannot be had is no news.
      () => {},
    );
    return () => {
      over = true;
    };
  }, [workflow, version, key]);
  return drawn !== null && drawn.key === key ? drawn.picture : null;
}
