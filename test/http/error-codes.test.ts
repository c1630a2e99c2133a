import { readFileSync } from "node:fs";
import { expect, it } from "@jest/globals";

it("documents every error code that the edge, the rooms and poker name", () => {
  const table = readFileSync("docs/http.md", "utf8").split("## Error codes")[1] ?? "";
  const codes = [
    ...namesIn("src/http/problem.ts", /^ {2}(?!forbidden|unknown:|conflict|illegal:)([a-z_]+): \d{3},$/gm),
    ...namesIn("src/poker/refusal.ts", /^ {2}([a-z_]+): \{ kind/gm),
    ...namesIn("src/rooms/handle-command.ts", /reason: "([a-z_]+)"/g),
  ];
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((code) => !table.includes(`\`${code}\``))).toEqual([]);
});

function namesIn(file: string, pattern: RegExp): string[] {
  return [...readFileSync(file, "utf8").matchAll(pattern)].map(([, name]) => name!);
}
