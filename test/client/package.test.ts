import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { buildSync } from "esbuild";

const { exports: entries } = JSON.parse(readFileSync("package.json", "utf8")) as {
  exports: Record<string, { types: string; default: string }>;
};
const sources = Object.fromEntries(
  Object.entries(entries)
    .filter(([path]) => path !== "./package.json")
    .map(([path, { default: file }]) => [path, file.replace(/^\.\/dist\//, "src/").replace(/\.js$/, ".ts")]),
);

function bundle(code: string) {
  const [file] = buildSync({
    stdin: { contents: code, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    external: ["react"],
    write: false,
  }).outputFiles;
  if (file === undefined) throw new Error("nothing was built");
  return file;
}

describe("the client as a package", () => {
  it("has an entry for each of its parts, types and code side by side", () => {
    expect(sources).toEqual({
      "./client": "src/client/table.ts",
      "./react": "src/client/use-table.ts",
      "./hms": "src/client/hms-messages.ts",
    });
    for (const [path, source] of Object.entries(sources)) {
      expect(readFileSync(source, "utf8")).toMatch(/^export function /m);
      expect(entries[path]?.types).toBe(entries[path]?.default.replace(/\.js$/, ".d.ts"));
    }
  });

  it("is under 6 KB gzipped, everything together, without React", () => {
    const code = Object.values(sources).map((source) => `export * from "./${source}";`);
    const { contents, text } = bundle(code.join("\n"));
    const size = gzipSync(contents).length;
    process.stdout.write(`client library: ${size} bytes gzipped\n`);
    expect(text).toContain("/v1/rooms/");
    expect(size).toBeLessThan(6 * 1024);
  });

  it("imports nothing but React, and that for the hook alone", () => {
    const importsOf = (path: string) =>
      [...bundle(`export * from "./${sources[path]}";`).text.matchAll(/from"([^"]+)"/g)].map(
        ([, name]) => name,
      );
    expect(importsOf("./client")).toEqual([]);
    expect(importsOf("./hms")).toEqual([]);
    expect(importsOf("./react")).toEqual(["react"]);
  });
});
