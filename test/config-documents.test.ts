import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { environmentSchema } from "../src/config.ts";
import { configFrom, faultsFrom, REQUIRED } from "./config-in-test.ts";

const exampleText = readFileSync(new URL("../.env.example", import.meta.url), "utf8");

function readExample(): Record<string, string> {
  const lines = exampleText.split("\n").filter((line) => /^\w+=/.test(line));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

describe("the README", () => {
  const text = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| (`[A-Z][A-Z_]+`(?:, `[A-Z_]+`)*) \| ([^|]+) \|/gm)];

  it("names variables that there are, with their defaults", () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const [, names = "", defaults = ""] of rows) {
      const values = defaults.split(", ").map((value) => value.replaceAll("`", ""));
      for (const [at, name] of names.replaceAll("`", "").split(", ").entries()) {
        const schema = Object.entries(environmentSchema.shape).find(([key]) => key === name)?.[1];
        if (schema === undefined) throw new Error(`${name} is in the README and nowhere else`);
        const value = values[at] ?? values[0] ?? "";
        const given = schema.safeParse(undefined);
        expect([name, given.success ? String(given.data) : "required"]).toEqual([
          name,
          value === "empty" ? "" : value,
        ]);
      }
    }
  });
});

describe(".env.example", () => {
  it("names every variable of the schema and no other", () => {
    expect(Object.keys(readExample()).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it("is a configuration that starts", () => {
    expect(faultsFrom(readExample())).toEqual([]);
  });

  it("shows the default of every variable that has one", () => {
    const example = readExample();
    const required = Object.fromEntries(Object.keys(REQUIRED).map((name) => [name, example[name] ?? ""]));
    expect(configFrom(example)).toEqual(configFrom(required));
    const shown = Object.entries(example).filter(([, value]) => value !== "");
    for (const [name, field] of Object.entries(environmentSchema.shape)) {
      const fallback = field.safeParse(undefined);
      const hasValue = shown.some(([shownName]) => shownName === name);
      const isOptional = fallback.success && ["[]", '""', undefined].includes(JSON.stringify(fallback.data));
      expect({ name, hasValue }).toEqual({ name, hasValue: !isOptional });
    }
  });

  it("marks exactly the variables without a default as required", () => {
    const blocks = exampleText.split("\n\n").filter((block) => block.includes("# Required."));
    const marked = blocks.flatMap((block) => [...block.matchAll(/^(\w+)=/gm)].map(([, name]) => name ?? ""));
    expect(marked.sort()).toEqual(Object.keys(REQUIRED).sort());
  });

  it("explains every variable", () => {
    for (const block of exampleText.split("\n\n")) expect(block).toMatch(/^# [\s\S]+/);
  });

  it("lists the values of every choice", () => {
    for (const [name, choices] of [
      ["NODE_ENV", ["development", "test", "production"]],
      ["ROLE", ["all", "web", "worker"]],
      ["TABLE_VARIANT", ["nlhe", "flhe", "plo", "plo5", "plo8", "flo8", "shortdeck"]],
      ["TABLE_ANTE_TYPE", ["each", "bigBlind"]],
    ] as const) {
      const block = exampleText.split("\n\n").find((text) => text.includes(`\n${name}=`)) ?? "";
      for (const choice of choices) expect(block).toContain(choice);
    }
  });
});
