import { createServer, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp } from "../../src/http/http-app.ts";
import { ADMIN_TOKEN, ALICE, createFakeDeps, OLD_SECRET, ROOM, SECRET } from "./fake-rooms.ts";

type Case = {
  readonly what: string;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "OPTIONS";
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer | object;
  readonly status: number;
  readonly code: string;
  /** The path of a fault that must be named. */
  readonly fault?: string;
};

const ID = "0b8f3c52-5a8f-4a57-9f0e-0c7c7d7e3a11";
const WEBHOOK = { id: ID, type: "session.open.success" };
const json = { "content-type": "application/json" };
const fromPlatform = { ...json, "x-croupier-secret": SECRET };
const asAlice = { ...json, authorization: `Bearer ${ALICE}` };
const asOperator = { ...json, authorization: `Bearer ${ADMIN_TOKEN}` };
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const invalidUtf8 = Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);

const brokenBodies: readonly Case[] = [
  { what: "an empty body", body: "", status: 400, code: "malformed" },
  { what: "broken JSON", body: '{"id":', status: 400, code: "malformed" },
  { what: "two JSON values", body: "{}{}", status: 400, code: "malformed" },
  { what: "a single NUL byte", body: "\0", status: 400, code: "malformed" },
  { what: "a NUL byte within a string", body: '{"id":"a\0b"}', status: 400, code: "malformed" },
  { what: "invalid UTF-8", body: invalidUtf8, status: 400, code: "malformed" },
  { what: "a byte order mark", body: Buffer.from("\ufeff{}", "utf8"), status: 400, code: "malformed" },
  { what: "UTF-16", body: Buffer.from(JSON.stringify(WEBHOOK), "utf16le"), status: 400, code: "malformed" },
  { what: "NaN", body: '{"id":NaN}', status: 400, code: "malformed" },
  { what: "single quotes", body: "{'id':'x'}", status: 400, code: "malformed" },
  { what: "a form", body: "id=1&type=act", status: 400, code: "malformed" },
  { what: "33 levels", body: nested(33), status: 400, code: "malformed", fault: "" },
  { what: "30,000 levels", body: nested(30_000), status: 400, code: "malformed", fault: "" },
  { what: "30,000 levels in an object", body: '{"a":'.repeat(10_000), status: 400, code: "malformed" },
  { what: "null", body: "null", status: 400, code: "malformed" },
  { what: "a number", body: "1", status: 400, code: "malformed" },
  { what: "a string", body: '"x"', status: 400, code: "malformed" },
  { what: "an array", body: "[]", status: 400, code: "malformed" },
  { what: "an empty object", body: {}, status: 400, code: "malformed" },
  { what: "65,537 bytes", body: `"${"x".repeat(65_535)}"`, status: 413, code: "too_large" },
  { what: "a megabyte", body: Buffer.alloc(1_000_000, 0x20), status: 413, code: "too_large" },
  {
    what: "gzip",
    headers: { "content-encoding": "gzip" },
    body: gzipSync("{}"),
    status: 415,
    code: "unsupported_media_type",
  },
  {
    what: "an unknown encoding",
    headers: { "content-encoding": "rot13" },
    body: "{}",
    status: 415,
    code: "unsupported_media_type",
  },
  {
    what: "a charset other than UTF-8",
    headers: { "content-type": "application/json; charset=iso-8859-1" },
    body: "{}",
    status: 415,
    code: "unsupported_media_type",
  },
];

const unauthenticWebhooks: readonly Case[] = [
  { what: "no secret", headers: json },
  { what: "an empty secret", headers: { "x-croupier-secret": "" } },
  { what: "a wrong secret", headers: { "x-croupier-secret": "a webhook secret of somebody" } },
  { what: "the beginning of a secret", headers: { "x-croupier-secret": SECRET.slice(0, -1) } },
  { what: "a secret and more", headers: { "x-croupier-secret": `${SECRET}!` } },
  { what: "a secret in capitals", headers: { "x-croupier-secret": SECRET.toUpperCase() } },
  { what: "two secrets in one header", headers: { "x-croupier-secret": `${SECRET},${OLD_SECRET}` } },
  { what: "the secret twice", headers: { "x-croupier-secret": [SECRET, SECRET] } },
  { what: "a right and a wrong secret", headers: { "x-croupier-secret": [SECRET, "wrong"] } },
  { what: "the secret in another header", headers: { authorization: `Bearer ${SECRET}` } },
  { what: "the operator's token", headers: { "x-croupier-secret": ADMIN_TOKEN } },
  { what: "no secret and broken JSON", headers: json, body: "{" },
  { what: "no secret and a megabyte", headers: json, body: Buffer.alloc(1_000_000) },
  { what: "no secret and gzip", headers: { "content-encoding": "gzip" }, body: gzipSync("{}") },
].map((one) => ({ body: WEBHOOK, ...one, status: 401, code: "wrong_secret" }));

const malformedWebhooks: readonly Case[] = [
  { what: "a numeric id", body: { ...WEBHOOK, id: 1 }, status: 400, code: "malformed", fault: "id" },
  { what: "__proto__ alone", body: '{"__proto__":{"id":"x","type":"y"}}', status: 400, code: "malformed" },
  { what: "constructor alone", body: '{"constructor":{"prototype":{}}}', status: 400, code: "malformed" },
];

const strangers: readonly Case[] = [
  { what: "no token", headers: json },
  { what: "an empty token", headers: { authorization: "Bearer " } },
  { what: "no scheme", headers: { authorization: ALICE } },
  { what: "another scheme", headers: { authorization: `Basic ${ALICE}` } },
  { what: "a scheme run together", headers: { authorization: `Bearer${ALICE}` } },
  { what: "an invalid token", headers: { authorization: "Bearer nonsense" } },
  { what: "a very long token", headers: { authorization: `Bearer ${"x".repeat(8000)}` } },
  { what: "the operator's token", headers: asOperator },
  { what: "a token in the query", query: `?access_token=${ALICE}` },
  { what: "a token in a cookie", headers: { cookie: `authorization=${ALICE}` } },
].map((one) => ({ ...one, status: 401, code: "unauthorized" }));

const malformedCommands: readonly Case[] = [
  { what: "no id", body: { type: "sit" } },
  { what: "an empty id", body: { id: "", type: "sit" } },
  { what: "a null id", body: { id: null, type: "sit" } },
  { what: "a numeric id", body: { id: 7, type: "sit" } },
  { what: "an array for an id", body: { id: [ID], type: "sit" } },
  { what: "an id that is no uuid", body: { id: "first", type: "sit" } },
  { what: "a uuid in braces", body: { id: `{${ID}}`, type: "sit" } },
  { what: "a uuid and a line break", body: { id: `${ID}\n`, type: "sit" } },
  { what: "a uuid and a NUL", body: { id: `${ID}\0`, type: "sit" } },
  { what: "a uuid too long", body: { id: `${ID}0`, type: "sit" } },
  { what: "an id in the prototype", body: `{"__proto__":{"id":"${ID}"},"type":"sit"}` },
].map((one) => ({ ...one, status: 400, code: "malformed", fault: "id" }));

const malformedMessages: readonly Case[] = [
  { what: "no message", body: { type: "notice" }, fault: "message" },
  { what: "an empty message", body: { message: "" }, fault: "message" },
  { what: "a blank message", body: { message: " \n" }, fault: "message" },
  { what: "a message that is an object", body: { message: {} }, fault: "message" },
  { what: "4,097 bytes", body: { message: "x".repeat(4097) }, fault: "message" },
  { what: "4,098 bytes in 2,049 characters", body: { message: "é".repeat(2049) }, fault: "message" },
  { what: "an empty player", body: { message: "m", player: "" }, fault: "player" },
  { what: "a blank player", body: { message: "m", player: " \t" }, fault: "player" },
  { what: "a player that is a NUL", body: { message: "m", player: "\0" }, fault: "player" },
  { what: "a null player", body: { message: "m", player: null }, fault: "player" },
  { what: "a player of 257 characters", body: { message: "m", player: "p".repeat(257) }, fault: "player" },
  { what: "an empty peerId", body: { message: "m", peerId: "" }, fault: "peerId" },
  { what: "a blank peerId", body: { message: "m", peerId: "\u00a0" }, fault: "peerId" },
  { what: "an invisible peerId", body: { message: "m", peerId: "\u200b" }, fault: "peerId" },
  { what: "a null peerId", body: { message: "m", peerId: null }, fault: "peerId" },
  { what: "a peerId that is an array", body: { message: "m", peerId: ["p"] }, fault: "peerId" },
  { what: "an empty role", body: { message: "m", role: "" }, fault: "role" },
  { what: "a blank role", body: { message: "m", role: "   " }, fault: "role" },
  { what: "false for a role", body: { message: "m", role: false }, fault: "role" },
  { what: "a player and a peer", body: { message: "m", player: "a", peerId: "p" }, fault: "" },
  { what: "a peer and a role", body: { message: "m", peerId: "p", role: "r" }, fault: "" },
  { what: "a misspelt peer_id", body: { message: "m", peer_id: "p" }, fault: "peer_id" },
  { what: "a misspelt peerID", body: { message: "m", peerID: "p" }, fault: "peerID" },
  {
    what: "a peerId in the prototype",
    body: '{"message":"m","__proto__":{"peerId":"p"}}',
    fault: "__proto__",
  },
  { what: "an empty type", body: { message: "m", type: "" }, fault: "type" },
  { what: "a type with blanks", body: { message: "m", type: "a b" }, fault: "type" },
].map((one) => ({ ...one, status: 400, code: "malformed" }));

const wrongPlaces: readonly Case[] = [
  { what: "the root", path: "/", status: 404, code: "not_found" },
  { what: "an unknown path", path: "/v2/rooms", status: 404, code: "not_found" },
  { what: "a path under a room", path: `/v1/rooms/${ROOM}/secrets`, status: 404, code: "not_found" },
  { what: "no room", path: "/v1/rooms//table", status: 404, code: "not_found" },
  { what: "dots for a room", path: "/v1/rooms/..%2f..%2fx/table", status: 404, code: "unknown_room" },
  { what: "a blank in a room", path: "/v1/rooms/a%20b/table", status: 404, code: "unknown_room" },
  { what: "a NUL in a room", path: "/v1/rooms/a%00/table", status: 404, code: "unknown_room" },
  { what: "a brace in a room", path: "/v1/rooms/%7bs00%7d/table", status: 404, code: "unknown_room" },
  { what: "a long room", path: `/v1/rooms/${"r".repeat(129)}/table`, status: 404, code: "unknown_room" },
  { what: "a room that cannot be decoded", path: "/v1/rooms/%ff/table", status: 404, code: "not_found" },
  { what: "half an escape", path: "/admin/rooms/%e/pause", method: "POST", status: 404, code: "not_found" },
  { what: "a colon in an operator's room", path: "/admin/rooms/a:b", status: 404, code: "unknown_room" },
  { what: "a room nobody knows", path: `/admin/rooms/${ROOM}`, status: 404, code: "unknown_room" },
  { what: "an unknown order", path: `/admin/rooms/${ROOM}/explode`, status: 404, code: "not_found" },
];

const wrongMethods: readonly Case[] = (
  [
    ["GET", "/webhooks/100ms"],
    ["PUT", "/webhooks/100ms"],
    ["GET", `/v1/rooms/${ROOM}/commands`],
    ["OPTIONS", `/v1/rooms/${ROOM}/commands`],
    ["POST", `/v1/rooms/${ROOM}/table`],
    ["DELETE", `/v1/rooms/${ROOM}/table`],
    ["POST", "/healthz"],
    ["PATCH", "/readyz"],
    ["POST", "/admin/rooms"],
    ["GET", `/admin/rooms/${ROOM}/pause`],
    ["GET", `/admin/rooms/${ROOM}/messages`],
  ] as const
).map(([method, path]) => ({
  what: `${method} ${path}`,
  method,
  path,
  status: 405,
  code: "method_not_allowed",
}));

const badGuests: readonly Case[] = [
  { what: "no token", headers: {} },
  { what: "a wrong token", headers: { authorization: "Bearer an operator's tokem" } },
  { what: "a player's token", headers: asAlice },
  { what: "the webhook's secret", headers: { authorization: `Bearer ${SECRET}` } },
  { what: "a token in the query", path: `/admin/rooms?token=${encodeURIComponent(ADMIN_TOKEN)}` },
  { what: "no token and an unknown path", path: "/admin/nothing" },
  { what: "no token and a broken path", path: "/admin/rooms/%ff" },
  { what: "no token and a wrong method", path: "/admin/rooms", method: "POST" as const },
].map((one) => ({ path: "/admin/rooms", ...one, status: 401, code: "unauthorized" }));

const defaults = (cases: readonly Case[], given: Partial<Case>): Case[] =>
  cases.map((one) => ({ ...given, ...one, headers: { ...given.headers, ...one.headers } }));
const post = { method: "POST", headers: asAlice } as const;
const commands = { ...post, path: `/v1/rooms/${ROOM}/commands` };
const messages = { method: "POST", path: `/admin/rooms/${ROOM}/messages`, headers: asOperator } as const;

describe("bad input", () => {
  const { deps, calls, lines } = createFakeDeps();
  let server: Server;
  beforeAll(() => {
    server = createServer(createHttpApp(deps)).listen(0, "127.0.0.1");
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    calls.length = 0;
    lines.length = 0;
  });

  const send = ({ method = "GET", path = "", query = "", headers = {}, body }: Case) => {
    const asked = request(server)[method.toLowerCase() as "get"](path + query);
    for (const [name, value] of Object.entries(headers)) asked.set(name, value as string);
    return body === undefined ? asked : asked.serialize((sent: unknown) => textOf(sent)).send(body);
  };

  const refuses = async (one: Case) => {
    const answer = await send(one);
    expect([answer.status, answer.headers["content-type"]]).toEqual([one.status, "application/problem+json"]);
    const problem = JSON.parse(answer.body instanceof Buffer ? answer.body.toString() : answer.text);
    expect(problem).toMatchObject({ type: "about:blank", status: one.status, code: one.code });
    expect(Object.keys(problem)).toEqual(expect.arrayContaining(["title", "detail"]));
    expect(answer.text).not.toMatch(/\\n\s+at |node_modules|Error\b|"stack"/);
    expect(answer.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    if (one.fault !== undefined) expect(problem.faults[0].path).toBe(one.fault);
    if (one.status === 405) expect(answer.headers["allow"]).toMatch(/^(GET, HEAD|POST)$/);
    if (one.code === "unauthorized") expect(answer.headers["www-authenticate"]).toBe("Bearer");
    expect(calls.filter(({ name }) => name !== "inspect")).toEqual([]);
    expect(JSON.stringify(lines)).not.toMatch(/a webhook secret|operator's token|alice-in-room/);
  };

  it("is tried in more than 150 ways", () => {
    expect(every.length).toBeGreaterThan(150);
  });

  const webhooks = { method: "POST", path: "/webhooks/100ms", headers: fromPlatform } as const;
  const groups: [string, Case[]][] = [
    ["webhooks that are not from 100ms", defaults(unauthenticWebhooks, { ...webhooks, headers: {} })],
    ["webhooks with a broken body", defaults(brokenBodies, webhooks)],
    ["malformed webhooks", defaults(malformedWebhooks, webhooks)],
    ["commands of strangers", defaults(strangers, { ...commands, headers: json, body: { id: ID } })],
    ["tables for strangers", defaults(strangers, { path: `/v1/rooms/${ROOM}/table` })],
    ["commands with a broken body", defaults(brokenBodies, commands)],
    ["malformed commands", defaults(malformedCommands, commands)],
    ["messages with a broken body", defaults(brokenBodies, messages)],
    ["malformed messages", defaults(malformedMessages, messages)],
    ["wrong places", defaults(wrongPlaces, { headers: asOperator })],
    ["wrong methods", defaults(wrongMethods, { headers: asOperator })],
    ["people who are no operators", defaults(badGuests, {})],
  ];
  const every = groups.flatMap(([, cases]) => cases);
  describe.each(groups)("%s", (_, cases) => {
    it.each(cases)("refuses $what with $status $code", refuses);
  });
});

/** Bytes and text go out as they are. */
function textOf(sent: unknown): string {
  return typeof sent === "string" || sent instanceof Buffer ? (sent as string) : JSON.stringify(sent);
}
