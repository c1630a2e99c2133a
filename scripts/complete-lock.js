/**
 * Adds to package-lock.json the optional packages of other platforms. npm leaves out those that its registry does not
 * hold, a mirror say, and then `npm ci` refuses the lock file that it wrote itself. Run it after `npm install`.
 */
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm64", "arm", "x64", "ia32", "ppc64", "riscv64", "s390x", "loong64"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const missing = Object.entries(lock.packages).flatMap(([place, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(place, name))
    .map(([name, version]) => [`node_modules/${name}`, platformEntry(name, version, entry)]),
);
for (const [place, entry] of missing) lock.packages[place] = entry;
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, "en")),
);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} optional packages of other platforms added to ${FILE}`);

function isLocked(place, name) {
  return `${place}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages;
}

function platformEntry(name, version, parent) {
  const words = name.split("/").at(-1).split("-");
  const system = SYSTEMS.find((one) => words.includes(one));
  const processor = PROCESSORS.find((one) => words.includes(one));
  if (system === undefined || processor === undefined || !/^\d/.test(version))
    throw new Error(`${name}@${version} names no platform`);
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.some((word) => word.startsWith("gnu"))
      ? ["glibc"]
      : undefined;
  return { version, cpu: [processor], dev: parent.dev, libc, optional: true, os: [system] };
}
