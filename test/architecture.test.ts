import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = join(import.meta.dirname, "..");
const text = readFileSync(join(root, "docs/architecture.md"), "utf8");
const folders = readdirSync(join(root, "src"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Every node of the picture and what it points to. */
const picture = /```mermaid\n(.*?)```/s.exec(text)?.[1] ?? "";
const arrows = [...picture.matchAll(/^ *([\w-]+) --> ([\w-]+)$/gm)].map(([, from = "", to = ""]) => ({
  from,
  to,
}));
const shown = new Set(
  [...picture.matchAll(/\b([\w-]+)\["src\/([\w-]+)/g)].map(([, , folder = ""]) => folder),
);

function importsOf(folder: string): ReadonlySet<string> {
  const files = readdirSync(join(root, "src", folder), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => /\.tsx?$/.test(file));
  const imported = sources.flatMap((file) => {
    const source = readFileSync(join(root, "src", folder, file), "utf8");
    const depth = file.split("/").length;
    const others = new RegExp(`from "${"\\.\\./".repeat(depth)}([\\w-]+)/`, "g");
    return [...source.matchAll(others)].map(([, other = ""]) => other);
  });
  return new Set(imported.filter((other) => folders.includes(other)));
}

describe("the picture in docs/architecture.md", () => {
  it("shows every folder of src, and no other", () => {
    expect([...shown].sort()).toEqual(folders.toSorted());
  });

  it("has an arrow for every folder that another one imports, and no other", () => {
    const real = folders.flatMap((from) => [...importsOf(from)].map((to) => ({ from, to })));
    const names = (list: typeof real) => list.map(({ from, to }) => `${from} --> ${to}`).sort();
    expect(names(arrows)).toEqual(names(real));
  });
});
