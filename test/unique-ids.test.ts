import { expect, it } from "@jest/globals";
import { createUniqueIds } from "../src/unique-ids.ts";

it("unique ids are never the same, in one process or in several", () => {
  const [here, there] = [createUniqueIds(), createUniqueIds()];
  const ids = Array.from({ length: 5000 }, (_, i) => (i % 2 === 0 ? here() : there()));
  expect(new Set(ids).size).toBe(5000);
  for (const id of ids) expect(id).toMatch(/^[\w-]{20}-[0-9a-z]+$/);
});
