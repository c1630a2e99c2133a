import { expect, it } from "@jest/globals";
import { inTime } from "../../src/rooms/in-time.ts";
import { UnavailableError } from "../../src/rooms/rooms.ts";

it("gives what the work gives, and fails as it fails", async () => {
  await expect(inTime(Promise.resolve(7), 1000)).resolves.toBe(7);
  await expect(inTime(Promise.reject(new TypeError("no")), 1000)).rejects.toThrow(TypeError);
});

it("fails when the work takes longer, and does not mind what becomes of it", async () => {
  let fail = (_error: Error): void => undefined;
  const work = new Promise<never>((_, reject) => {
    fail = reject;
  });
  await expect(inTime(work, 1)).rejects.toThrow(UnavailableError);
  fail(new Error("too late for anybody to hear"));
});
