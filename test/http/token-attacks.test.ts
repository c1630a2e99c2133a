import { createHmac, generateKeyPairSync, type KeyObject, sign as signature } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createAuthTokenVerifier } from "../../src/100ms/auth-token.ts";
import { createHttpApp } from "../../src/http/http-app.ts";
import { createFakeDeps, ROOM } from "./fake-rooms.ts";

const KEY = "the access key";
const SECRET = "the app's secret, which only the operator and the token server know";
const NOW_MS = Date.UTC(2026, 0, 1);
const NOW = NOW_MS / 1000;
const claims = {
  access_key: KEY,
  type: "app",
  version: 2,
  room_id: ROOM,
  user_id: "alice",
  role: "player",
  jti: "one",
  iat: NOW,
  nbf: NOW,
  exp: NOW + 3600,
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" });
const edwards = generateKeyPairSync("ed25519");
const pem = publicKey.export({ type: "spki", format: "pem" }).toString();

function hmac(text: string, key: string | Buffer = SECRET, hash = "sha256"): string {
  return createHmac(hash, key).update(text).digest("base64url");
}

interface Making {
  readonly header?: object;
  readonly payload?: object;
  readonly key?: string | Buffer;
  readonly hash?: string;
}

function made({ header = {}, payload = {}, key, hash }: Making = {}): string {
  const text = `${encode({ alg: "HS256", typ: "JWT", ...header })}.${encode({ ...claims, ...payload })}`;
  return `${text}.${hmac(text, key, hash)}`;
}

function signedWith(alg: string, hash: string | null, key: KeyObject): string {
  const text = `${encode({ alg, typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${signature(hash, Buffer.from(text), key).toString("base64url")}`;
}

const unsigned = (header: object, end = ".") => `${encode(header)}.${encode(claims)}${end}`;
const tampered = (payload: object) => {
  const [header, , seal] = made().split(".");
  return `${header}.${encode({ ...claims, ...payload })}.${seal}`;
};
const json = () => {
  const [header, payload, seal] = made().split(".");
  return JSON.stringify({ protected: header, payload, signature: seal });
};
const bomb = () => {
  const text = `${encode({ alg: "HS256" })}.${Buffer.from("[".repeat(5000)).toString("base64url")}`;
  return `${text}.${hmac(text)}`;
};
const twoSubjects = () => {
  const text = `${encode({ alg: "HS256" })}.${Buffer.from(
    `${JSON.stringify(claims).slice(0, -1)},"__proto__":{"room_id":"room-2"},"constructor":{"prototype":{"user_id":"bob"}}}`,
  ).toString("base64url")}`;
  return `${text}.${hmac(text)}`;
};

const ATTACKS: readonly (readonly [string, string])[] = [
  ["alg none", unsigned({ alg: "none" })],
  ["alg NONE", unsigned({ alg: "NONE", typ: "JWT" })],
  ["alg nOnE and a signature", `${unsigned({ alg: "nOnE" })}${hmac("x")}`],
  ["alg none without the last dot", unsigned({ alg: "none" }, "")],
  ["no alg", unsigned({ typ: "JWT" })],
  ["an empty alg", made({ header: { alg: "" } })],
  ["a null alg", made({ header: { alg: null } })],
  ["an alg that is a list", made({ header: { alg: ["HS256"] } })],
  ["hs256 in small letters", made({ header: { alg: "hs256" } })],
  ["HS256 and an empty signature", unsigned({ alg: "HS256" })],
  ["HS384 with the right secret", made({ header: { alg: "HS384" }, hash: "sha384" })],
  ["HS512 with the right secret", made({ header: { alg: "HS512" }, hash: "sha512" })],
  ["RS256 by a key of one's own", signedWith("RS256", "sha256", privateKey)],
  ["ES256 by a key of one's own", signedWith("ES256", "sha256", elliptic.privateKey)],
  ["EdDSA by a key of one's own", signedWith("EdDSA", null, edwards.privateKey)],
  ["RS256 that is an HMAC of the secret", made({ header: { alg: "RS256" } })],
  ["HS256 by a public key as the secret", made({ key: pem })],
  ["HS256 by an empty secret", made({ key: "" })],
  ["HS256 by a NUL", made({ key: "\0" })],
  ["HS256 by the access key", made({ key: KEY })],
  ["HS256 by the beginning of the secret", made({ key: SECRET.slice(0, -1) })],
  ["HS256 by the secret in base64", made({ key: Buffer.from(SECRET).toString("base64") })],
  ["a key of one's own in the header", made({ header: { jwk: { kty: "oct", k: encode("x") } }, key: '"x"' })],
  ["a key of one's own by URL", made({ header: { jku: "http://127.0.0.1:1/keys", kid: "x" }, key: "x" })],
  ["a key by path", made({ header: { kid: "../../../../dev/null" }, key: "" })],
  ["a key by certificate", made({ header: { x5c: [pem], x5u: "http://127.0.0.1:1/" }, key: pem })],
  ["an extension that must be understood", made({ header: { crit: ["b64"], b64: false } })],
  ["an unknown critical extension", made({ header: { crit: ["exp"], exp: NOW + 9999 } })],
  ["another user under an old signature", tampered({ user_id: "bob" })],
  ["a later end under an old signature", tampered({ exp: NOW + 9_999_999 })],
  ["a signature cut short", made().slice(0, -1)],
  ["a signature and more", `${made()}A`],
  ["four parts", `${made()}.${hmac("x")}`],
  ["five parts, as if encrypted", `${encode({ alg: "dir", enc: "A128GCM" })}.a.b.c.d`],
  ["a token as JSON", json()],
  ["a bomb of brackets, rightly signed", bomb()],
  ["a management token", made({ payload: { type: "management", room_id: undefined, user_id: undefined } })],
  ["a management token with room and user", made({ payload: { type: "management" } })],
  ["no type", made({ payload: { type: undefined } })],
  ["version 1", made({ payload: { version: 1 } })],
  ["version 2 as text", made({ payload: { version: "2" } })],
  ["another app's key", made({ payload: { access_key: "another" } })],
  ["no key", made({ payload: { access_key: undefined } })],
  ["an end in the past", made({ payload: { exp: NOW - 6 } })],
  ["no end", made({ payload: { exp: undefined } })],
  ["an end that is text", made({ payload: { exp: String(NOW + 60) } })],
  ["an end that is too large a number", made({ payload: { exp: "1e400" } })],
  ["a beginning in the future", made({ payload: { nbf: NOW + 60 } })],
  ["a list of rooms", made({ payload: { room_id: [ROOM] } })],
  ["any room", made({ payload: { room_id: "*" } })],
  ["no user", made({ payload: { user_id: undefined } })],
  ["a blank user", made({ payload: { user_id: "  " } })],
  ["a list of users", made({ payload: { user_id: ["alice"] } })],
  ["a user with a line break", made({ payload: { user_id: "alice\nok" } })],
  ["a user who is an object", made({ payload: { user_id: { toString: "alice" } } })],
];

describe("a forged token", () => {
  const { deps, calls, lines } = createFakeDeps();
  const { verify } = createAuthTokenVerifier({ accessKey: KEY, appSecret: SECRET, now: () => NOW_MS });
  let server: Server;
  beforeAll(() => {
    server = createServer(createHttpApp({ ...deps, verifyAuthToken: verify })).listen(0, "127.0.0.1");
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    calls.length = 0;
  });
  const show = (token: string, room = ROOM) =>
    request(server).get(`/v1/rooms/${room}/table`).set("authorization", `Bearer ${token}`);

  it("is told from a true one", async () => {
    expect((await show(made())).status).toBe(200);
    expect(calls).toMatchObject([{ name: "read", args: [ROOM, "alice"] }]);
  });

  it.each(ATTACKS)("with %s is refused", async (_what, token) => {
    const answer = await show(token);
    expect([answer.status, answer.body.code]).toEqual([401, "unauthorized"]);
    expect(answer.text).not.toContain(SECRET);
    expect(calls).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain(token);
  });

  it("is refused again after a true one was remembered, and the other way round", async () => {
    for (const token of [tampered({ user_id: "eve" }), made(), tampered({ user_id: "eve" }), made()])
      expect((await show(token)).status).toBe(token === made() ? 200 : 401);
    expect(calls.map(({ args }) => args[1])).toEqual(["alice", "alice"]);
  });

  it("gains nothing by names of JavaScript's own", async () => {
    expect((await show(twoSubjects())).status).toBe(200);
    expect((await show(twoSubjects(), "room-2")).status).toBe(403);
    expect(calls).toMatchObject([{ args: [ROOM, "alice"] }]);
    expect(({} as Record<string, unknown>)["user_id"]).toBeUndefined();
  });

  it("for another room opens no other room", async () => {
    const answer = await show(made({ payload: { room_id: "room-2" } }));
    expect([answer.status, answer.body.code]).toEqual([403, "wrong_room"]);
    expect(calls).toEqual([]);
  });
});
