import { readdirSync, readFileSync } from "node:fs";

/** The kernel counts in hundredths of a second on every architecture that Node runs on. */
const ticksPerSecond = 100;

/** CPU time that a process, its descendants and those of them that have ended have used so far, in seconds. */
export function cpuSeconds(pid: number): number {
  let ticks = 0;
  for (const each of treeOf(pid)) for (const field of [13, 14, 15, 16]) ticks += Number(statOf(each)[field] ?? 0);
  return ticks / ticksPerSecond;
}

/** What a process and its descendants hold in memory, in megabytes. */
export function residentMegabytes(pid: number): number {
  let kilobytes = 0;
  for (const each of treeOf(pid)) kilobytes += Number(/VmRSS:\s+(\d+)/.exec(read(each, "status"))?.[1] ?? 0);
  return kilobytes / 1024;
}

function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statOf(Number(name))[3]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** The fields of `stat`, counted from 0; the name in brackets may hold spaces and is one field. */
function statOf(pid: number): string[] {
  return read(pid, "stat")
    .replace(/\(.*\)/s, "name")
    .split(" ");
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
