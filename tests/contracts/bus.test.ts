import { MemoryBus } from "../../server/bus/memory-bus.ts";
import { busContract } from "./bus-contract.ts";

busContract("in memory", (onTrouble) => ({ bus: new MemoryBus(onTrouble), settle: () => Promise.resolve() }));
