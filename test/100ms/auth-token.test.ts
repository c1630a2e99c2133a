import { describe, expect, it } from "@jest/globals";
import { type JWTPayload, SignJWT } from "jose";
import { createAuthTokenVerifier } from "../../src/100ms/auth-token.ts";

const START = Date.parse("2026-01-01T00:00:00Z");
const SECONDS = START / 1000;
const claims: JWTPayload = {
  access_key: "key",
  type: "app",
  version: 2,
  room_id: "room-1",
  user_id: "alice",
  role: "player",
  jti: "one",
  iat: SECONDS,
  nbf: SECONDS,
  exp: SECONDS + 3600,
};

function sign(changes: Readonly<Record<string, unknown>> = {}, secret = "secret", alg = "HS256") {
  const payload = Object.fromEntries(
    Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined),
  );
  return new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

function setUp(cacheSize?: number) {
  const clock = { ms: START };
  const deps = { accessKey: "key", appSecret: "secret", now: () => clock.ms };
  const verifier = createAuthTokenVerifier(cacheSize === undefined ? deps : { ...deps, cacheSize });
  return { clock, verify: verifier.verify };
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const refused = (message: string) => ({ ok: false, message });

describe("createAuthTokenVerifier", () => {
  it("tells whose token it is", async () => {
    expect(await setUp().verify(await sign())).toEqual({
      ok: true,
      identity: { userId: "alice", roomId: "room-1", role: "player" },
    });
  });

  it.each([
    [{ access_key: "other" }, "the token's access_key is not this app's"],
    [{ type: "management" }, "the token's type must be app"],
    [{ version: 1 }, "the token's version must be 2"],
    [{ version: "2" }, "the token's version must be 2"],
    [{ room_id: "" }, "the token's room_id must be 1 to 128 letters, digits, _ or -"],
    [{ user_id: "" }, "the token's user_id must not be blank"],
    [{ exp: SECONDS - 6 }, "the token has expired"],
    [{ exp: undefined }, "the token's exp is missing or wrong"],
    [{ nbf: SECONDS + 6 }, "the token is not valid yet"],
  ])("refuses %j", async (changes, message) => {
    expect(await setUp().verify(await sign(changes))).toEqual(refused(message));
  });

  it.each([
    [{ room_id: undefined }],
    [{ room_id: 5 }],
    [{ user_id: undefined }],
    [{ user_id: { a: 1 } }],
    [{ role: undefined }],
  ])("refuses %j", async (changes) => {
    expect(await setUp().verify(await sign(changes))).toMatchObject({ ok: false });
  });

  it("allows a few seconds between the clocks", async () => {
    const { verify } = setUp();
    expect(await verify(await sign({ nbf: SECONDS + 4, iat: SECONDS + 4 }))).toMatchObject({ ok: true });
    expect(await verify(await sign({ exp: SECONDS - 4 }))).toMatchObject({ ok: true });
  });

  it("refuses another signature or algorithm", async () => {
    const { verify } = setUp();
    expect(await verify(await sign({}, "other"))).toEqual(refused("the token's signature is wrong"));
    expect(await verify(await sign({}, "secret", "HS512"))).toEqual(
      refused("the token's algorithm is not HS256"),
    );
    const unsigned = `${base64url({ alg: "none" })}.${base64url(claims)}.`;
    expect(await verify(unsigned)).toMatchObject({ ok: false });
    const [header = "", , signature = ""] = (await sign()).split(".");
    expect(await verify(`${header}.${base64url({ ...claims, user_id: "bob" })}.${signature}`)).toEqual(
      refused("the token's signature is wrong"),
    );
  });

  it.each(["", ".", "..", "...", "a.b.c", "no token", "ä.ö.ü", "a".repeat(9000), "e30.e30.e30", "\u0000"])(
    "refuses %j without throwing",
    async (token) => {
      expect(await setUp().verify(token)).toMatchObject({ ok: false });
    },
  );

  it("forgets what it verified when the token expires", async () => {
    const { verify, clock } = setUp();
    const token = await sign();
    expect(await verify(token)).toMatchObject({ ok: true });
    clock.ms += 3_604_000;
    expect(await verify(token)).toMatchObject({ ok: true });
    clock.ms += 1000;
    expect(await verify(token)).toEqual(refused("the token has expired"));
  });

  it("gives the same answer again and keeps no more than it may", async () => {
    const { verify } = setUp(2);
    const tokens = await Promise.all(["a", "b", "c", "d", "e"].map((user_id) => sign({ user_id })));
    const [a = "", ...others] = tokens;
    const first = await verify(a);
    for (const token of others) {
      await verify(token);
      expect(await verify(a)).toBe(first);
    }
    for (const token of others) await verify(token);
    expect(await verify(a)).not.toBe(first);
  });
});
