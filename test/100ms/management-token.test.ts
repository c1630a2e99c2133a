import { describe, expect, it } from "@jest/globals";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { createManagementToken } from "../../src/100ms/management-token.ts";

const START = Date.parse("2026-01-01T00:00:00Z");
const HOUR = 3_600_000;

function setUp() {
  const clock = { ms: START };
  const tokens = createManagementToken({ accessKey: "key", appSecret: "secret", now: () => clock.ms });
  return { clock, tokens };
}

describe("createManagementToken", () => {
  it("makes the claims that 100ms asks for, a few seconds back and for a day", async () => {
    const { tokens } = setUp();
    const token = await tokens.current();
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
    const { payload } = await jwtVerify(token, new TextEncoder().encode("secret"), {
      currentDate: new Date(START),
    });
    expect(payload).toEqual({
      access_key: "key",
      type: "management",
      version: 2,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: START / 1000 - 10,
      nbf: START / 1000 - 10,
      exp: START / 1000 + 86_400,
    });
  });

  it("keeps a token for hours and renews it long before it expires", async () => {
    const { tokens, clock } = setUp();
    const first = await tokens.current();
    clock.ms += 11 * HOUR;
    expect(await tokens.current()).toBe(first);
    clock.ms += HOUR;
    const second = await tokens.current();
    expect(second).not.toBe(first);
    expect(await tokens.current()).toBe(second);
  });

  it("mints once for all who were refused at the same time", async () => {
    const { tokens } = setUp();
    const refused = await tokens.current();
    const renewed = await Promise.all([refused, refused, refused].map((token) => tokens.renew(token)));
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(refused);
    expect(await tokens.renew(refused)).toBe(renewed[0]);
    expect(await tokens.current()).toBe(renewed[0]);
  });
});
