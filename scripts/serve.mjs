// Starts the built server with stack traces that name our sources. Not by Node's own flag: that reads the source maps of
// all packages too, which takes a third of the start.
import { setSourceMapsSupport } from "node:module";

setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
await import("../dist/server.js");
