import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, it } from "@jest/globals";

const docs = join(import.meta.dirname, "../../docs/poker.md");

it("the example of docs/poker.md prints what it says", async () => {
  const example = /```js\n(.*?)```/s.exec(readFileSync(docs, "utf8"))?.[1] ?? "";
  const printed: string[] = [];
  const log = (...values: readonly unknown[]) => void printed.push(values.join(" "));
  const scope: Record<string, unknown> = { console: { log } };
  for (const [, names = "", path = ""] of example.matchAll(/^import \{ (.*) \} from "(.*)";$/gm)) {
    const module = (await import(join(dirname(docs), path))) as Record<string, unknown>;
    for (const name of names.split(", ")) scope[name] = module[name];
  }
  runInNewContext(example.replaceAll(/^import .*$/gm, ""), scope);
  const promised = Array.from(example.matchAll(/\/\/ → (.*)$/gm), ([, text]) => text);
  expect(promised.length).toBeGreaterThan(10);
  expect(printed).toEqual(promised);
});
