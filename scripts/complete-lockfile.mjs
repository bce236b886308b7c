// Run after `npm install` has changed package-lock.json: `node scripts/complete-lockfile.mjs`.
//
// A registry mirror may carry the packages of some platforms only. npm then leaves the others out of the lockfile, although
// their parents name them as optional, and `npm ci` refuses such a lockfile everywhere. This adds what was left out, with
// the exact version that the parent names; a machine of that platform installs it, all others pass over it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./freshness.mjs";

const file = join(root, "package-lock.json");
const lockfile = JSON.parse(readFileSync(file, "utf8"));
const { packages } = lockfile;

const systems = ["android", "darwin", "freebsd", "linux", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
const oneOf = (names, text) => names.filter((name) => text.includes(name)).slice(0, 1);

const added = [];
for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isThere(parent, name)) continue;
    const os = oneOf(systems, name);
    const cpu = oneOf(processors, name);
    if (!/^\d/.test(version) || os.length + cpu.length === 0) {
      throw new Error(`${parent} wants ${name}@${version}, which the lockfile lacks and this script cannot add.`);
    }
    packages[`node_modules/${name}`] = {
      version,
      ...(cpu.length > 0 && { cpu }),
      ...(dev && { dev }),
      ...(name.includes("musl") && { libc: ["musl"] }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
    added.push(name);
  }
}

if (added.length > 0) {
  lockfile.packages = Object.fromEntries(
    Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, "en")),
  );
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
}
console.log(added.length > 0 ? `Added ${added.join(", ")}.` : "Nothing was missing.");

/** Looks where Node would: beside the parent, then one folder further out, and so on. */
function isThere(parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (!folder.includes("/node_modules/")) return Boolean(packages[`node_modules/${name}`]);
  }
}
