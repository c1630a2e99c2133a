/**
 * Runs dependency-cruiser over src and fails on a broken rule, on a source file that was not cruised
 * (with no parser for TypeScript 7 it cruises nothing and stays green) and on a re-export.
 */
import { readdirSync, readFileSync } from "node:fs";
import swc from "@swc/core";
import { cruise } from "dependency-cruiser";
import { forbidden, options } from "./boundary-rules.js";

// dependency-cruiser has swc read every file as plain TypeScript, and JSX is a syntax error there.
const { parseFileSync } = swc;
swc.parseFileSync = (file, given) => parseFileSync(file, { ...given, tsx: file.endsWith(".tsx") });

const { output } = await cruise(["src"], { ...options, ruleSet: { forbidden }, validate: true });
if (typeof output === "string") throw new Error("expected the cruise result as an object");

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => `src/${file}`);
const cruised = new Set(output.modules.map((module) => module.source));
const faults = [
  ...output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
  ...sources.filter((file) => !cruised.has(file)).map((file) => `not cruised: ${file}`),
  ...sources
    .filter((file) => /^export (type )?(\*|\{[^}]*\}) from /m.test(readFileSync(file, "utf8")))
    .map((file) => `re-export in ${file}`),
  ...sources
    .filter((file) => file.startsWith("src/client/"))
    .filter((file) => /^import (?!type )[^;]*"\.\.\//m.test(readFileSync(file, "utf8")))
    .map((file) => `${file} imports more than types from outside the client`),
];

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(
  `${sources.length} source files cruised, ${output.summary.totalDependenciesCruised} imports, boundaries hold`,
);
