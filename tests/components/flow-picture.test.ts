import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FlowPicture } from "../../components/definitions/flow-picture.tsx";
import { pictureOf } from "../../lib/workflows/picture.ts";
import { workflowPresets } from "../../lib/workflows/presets.ts";
import { toWorkflow } from "../../lib/workflows/workflow.ts";

test("a picture says beside the ways back when they are taken, within its frame", () => {
  const loop = workflowPresets.find(({ name }) => name === "review-loop") ?? expect.fail("no preset");
  const markup = renderToStaticMarkup(
    createElement(FlowPicture, { label: "Review", picture: pictureOf(toWorkflow(loop)) }),
  );
  const [, x, text] = /<text x="([\d.]+)"[^>]*>(nodes\.review[^<]*)</.exec(markup) ?? expect.fail("no label");
  const [, frame] = /viewBox="0 0 ([\d.]+)/.exec(markup) ?? expect.fail("no frame");
  const boxes = [...markup.matchAll(/translate\(([\d.]+) [\d.]+\)/g)].map(([, left]) => Number(left) + 168);
  expect(Number(x)).toBeGreaterThan(Math.max(...boxes));
  expect(Number(x) + String(text).length * 6).toBeLessThanOrEqual(Number(frame));
});
