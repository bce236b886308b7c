import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
} from "quickjs-emscripten-core";
import { prelude } from "./prelude.ts";

const pagesPerMb = 16;
const stackBytes = 128 * 1024;
/** What the engine asks for at least. */
const leastPages = 256;

/** One engine with a memory of its own, for one call. */
export interface Instance {
  memoryMb: number;
  runtime: QuickJSRuntime;
  context: QuickJSContext;
  /** What makes `host`, ready to be called. */
  makeHost: QuickJSHandle;
  /** The memory would have had to grow beyond its maximum. */
  isFull(): boolean;
  /** What is held now; once the memory had to grow, what it grew to. */
  memoryBytes(): number;
}

let compiled: WebAssembly.Module | undefined;

/**
 * The maximum of an imported memory is what enforces the limit: the engine's own limit was measured not to be. A new
 * instance costs about a millisecond, so nothing at all is left over from one call to the next.
 */
export async function newInstance(memoryMb: number): Promise<Instance> {
  compiled ??= new WebAssembly.Module(
    readFileSync(createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm")),
  );
  const wasmMemory = new WebAssembly.Memory({ initial: leastPages, maximum: memoryMb * pagesPerMb });
  const grow = wasmMemory.grow.bind(wasmMemory);
  let full = false;
  wasmMemory.grow = (pages) => {
    try {
      const before = grow(pages);
      full = false;
      return before;
    } catch (error) {
      full = true;
      throw error;
    }
  };
  const engine = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: compiled, wasmMemory }));
  const runtime = engine.newRuntime();
  runtime.setMaxStackSize(stackBytes);
  const context = runtime.newContext();
  const makeHost = context.unwrapResult(context.evalCode(prelude, "troupe:host"));
  return {
    memoryMb,
    runtime,
    context,
    makeHost,
    isFull: () => full,
    memoryBytes() {
      const size = wasmMemory.buffer.byteLength;
      if (size > leastPages * 65_536) return size;
      const [, used] = /^memory used +\d+ +(\d+)/m.exec(runtime.dumpMemoryUsage()) ?? [];
      return used === undefined ? size : Number(used);
    },
  };
}
