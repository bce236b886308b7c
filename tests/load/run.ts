import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../support/server-process.ts";
import { measureEverything } from "./measure-everything.ts";
import { report } from "./report.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const figures = await measureEverything({ quick: values.quick, say: (line) => console.error(line) });
const page = report(figures);
mkdirSync(join(root, "docs"), { recursive: true });
writeFileSync(join(root, "docs", "performance.md"), page);
console.log(page);
