import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { keysIn } from "../redis-for-tests.ts";
import { ADMIN_TOKEN, type House, openHouse, WEBHOOK_SECRET } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { dealt, onTurn } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { joinWebhook, sessionCloseWebhook, webhook } from "./webhook-body.ts";

/** Everything bad is tried on a table in play, where it could do harm. */
const ROOM = "attacked";
type Attack = readonly [what: string, body: unknown];

const { data: joinData, ...joinEnvelope } = joinWebhook(ROOM, "mallory");
const join = (changes: object, envelope: object = {}) => ({
  ...joinEnvelope,
  id: randomUUID(),
  ...envelope,
  data: { ...joinData, ...changes },
});
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

const webhooks: readonly Attack[] = [
  ["nothing", ""],
  ["broken JSON", '{"id":'],
  ["null", "null"],
  ["a list", "[]"],
  ["a number", "7"],
  ["deep nesting", nested(5000)],
  ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
  ["no envelope", { type: "peer.join.success", data: joinData }],
  ["no id", join({}, { id: undefined })],
  ["a colon in the id", join({}, { id: "a:b" })],
  ["an id that is a list", join({}, { id: ["a"] })],
  ["no timestamp", join({}, { timestamp: undefined })],
  ["a timestamp in words", join({}, { timestamp: "now" })],
  ["no data", { ...joinEnvelope, data: undefined }],
  ["no room", join({ room_id: undefined })],
  ["another key's room", join({ room_id: "x}:attacked:room" })],
  ["a room too long", join({ room_id: "r".repeat(129) })],
  ["no peer", join({ peer_id: undefined })],
  ["an empty peer", join({ peer_id: "" })],
  ["a blank peer", join({ peer_id: "  " })],
  ["__proto__ for a peer", join({ peer_id: "__proto__" })],
  ["constructor for a peer", join({ peer_id: "constructor" })],
  ["a peer that is an object", join({ peer_id: {} })],
  ["a user who is a number", join({ user_id: 7 })],
  ["a NUL in the user", join({ user_id: "a\0b" })],
  ["no role", join({ role: undefined })],
  ["no session", join({ session_id: undefined })],
  ["a join without a time", join({ joined_at: undefined })],
  ["a join on the 30th of February", join({ joined_at: "2026-02-30T12:00:00Z" })],
  ["ten digits after the second", join({ joined_at: "2026-02-03T12:00:00.1234567890Z" })],
  ["a leave without a time", webhook("peer.leave.success", joinData)],
  ["a role change without a time", webhook("role.change.success", joinData)],
  ["a session close without a session", webhook("session.close.success", { room_id: ROOM })],
  ["a room end without a session", webhook("room.end.success", { room_id: ROOM, reason: "x" })],
];

const command = (fields: object) => ({ id: randomUUID(), ...fields });
const commands: readonly Attack[] = [
  ["nothing", ""],
  ["broken JSON", "{"],
  ["a list", "[]"],
  ["deep nesting", nested(5000)],
  ["no id", { type: "sitOut" }],
  ["an id that is no uuid", { id: "1", type: "sitOut" }],
  ["an id of the clock's", { id: "turn-1-0", type: "sitOut" }],
  ["an id that is a list", { id: [randomUUID()], type: "sitOut" }],
  ["no type", command({})],
  ["an unknown type", command({ type: "cheat" })],
  ["a type that is a list", command({ type: ["act"] })],
  ["the clock's command", command({ type: "deadlinePassed", id2: "turn-1-0" })],
  ["constructor for a type", command({ type: "constructor" })],
  ["__proto__ for a type", command({ type: "__proto__" })],
  ["act without a turn", command({ type: "act", action: "call" })],
  ["act without an action", command({ type: "act", turn: "1-0" })],
  ["an unknown action", command({ type: "act", turn: "1-0", action: "bluff" })],
  ["half a chip", command({ type: "act", turn: "1-0", action: "raise", to: 6.5 })],
  ["chips below zero", command({ type: "act", turn: "1-0", action: "raise", to: -6 })],
  ["chips as text", command({ type: "act", turn: "1-0", action: "raise", to: "6" })],
  ["chips beyond counting", command({ type: "topUp", chips: 2 ** 53 })],
  ["1e999 chips", `{"id":"${randomUUID()}","type":"topUp","chips":1e999}`],
  ["null chips", command({ type: "topUp", chips: null })],
  ["no chips", command({ type: "topUp", chips: 0 })],
  ["a turn that is a number", command({ type: "act", turn: 1, action: "call" })],
  ["a member too many", command({ type: "sitOut", player: "bob" })],
  ["a player to act for", command({ type: "act", turn: "1-0", action: "fold", player: "bob" })],
  ["a seat as text", command({ type: "sit", seat: "1" })],
  ["half a seat", command({ type: "sit", seat: 1.5 })],
  ["kick without a player", command({ type: "kick" })],
  ["kick of nobody", command({ type: "kick", player: "" })],
  ["a stack below zero", command({ type: "setStack", player: "bob", chips: -1 })],
  ["post that is text", command({ type: "sitIn", post: "true" })],
];

const messages: readonly Attack[] = [
  ["nothing", ""],
  ["broken JSON", "{"],
  ["a list", []],
  ["no message", {}],
  ["a message that is an object", { message: {} }],
  ["an empty message", { message: "" }],
  ["a blank message", { message: "\t" }],
  ["a message too long", { message: "x".repeat(4097) }],
  ["an empty player", { message: "m", player: "" }],
  ["a null peer", { message: "m", peerId: null }],
  ["a blank role", { message: "m", role: "  " }],
  ["two targets", { message: "m", player: "alice", role: "player" }],
  ["a misspelt target", { message: "m", peer_id: "p" }],
  ["a type with blanks", { message: "m", type: "a b" }],
];

describe("bad input at a table in play", () => {
  let house: House;
  let room: Room;
  let players: Player[];
  let before: object;
  beforeAll(async () => {
    house = await openHouse({ env: { TABLE_NEXT_HAND_SECONDS: "600" } });
    room = house.room(ROOM);
    players = [await room.join("alice", { role: "host" }), await room.join("bob", { role: "host" })];
    await room.settled();
    await dealt(players[0]!, 2);
    before = await everything();
  });
  afterAll(() => house.close());

  const everything = async () => ({
    contents: await room.contents(),
    keys: (await keysIn(house.redis, `${house.prefix}:{*`)).sort(),
    sent: house.emulator.sentMessages.length,
  });
  const isRefused = async (answer: HttpAnswer, status: number, code: string) => {
    expect([answer.status, answer.headers["content-type"], answer.body["code"]]).toEqual([
      status,
      "application/problem+json",
      code,
    ]);
    expect(answer.text).not.toMatch(/\bat .*\.ts|node_modules|"stack"/);
    expect(await everything()).toEqual(before);
  };

  it("is tried in at least sixty ways", () => {
    expect(webhooks.length + commands.length + messages.length).toBeGreaterThanOrEqual(80);
  });

  it.each(webhooks)("refuses a webhook: %s", async (_, body) => {
    await isRefused(await house.webhook(body), 400, "malformed");
  });

  it.each(commands)("refuses a command: %s", async (_, body) => {
    const { table } = await players[0]!.table();
    const answer = await onTurn(players, table).ask("commands", { body });
    await isRefused(answer, 400, "malformed");
  });

  it.each(messages)("refuses an operator's message: %s", async (_, body) => {
    await isRefused(await room.admin("/messages", body), 400, "malformed");
  });

  const secrets: [string, Record<string, string | string[]>][] = [
    ["none", {}],
    ["a wrong one", { "x-croupier-secret": "a wrong one, long enough" }],
    ["the right one twice", { "x-croupier-secret": [WEBHOOK_SECRET, WEBHOOK_SECRET] }],
    ["the operator's", { "x-croupier-secret": ADMIN_TOKEN }],
    ["a bearer", { authorization: `Bearer ${WEBHOOK_SECRET}` }],
  ];
  it.each(secrets)("refuses a webhook's secret: %s", async (_, headers) => {
    const answer = await house.http(`${house.url()}/webhooks/100ms`, {
      headers,
      body: sessionCloseWebhook(ROOM),
    });
    await isRefused(answer, 401, "wrong_secret");
  });

  it("refuses what is too large, before it is read", async () => {
    const large = JSON.stringify({ message: "x".repeat(65_536) });
    await isRefused(await house.webhook(large), 413, "too_large");
    await isRefused(await players[0]!.ask("commands", { body: large }), 413, "too_large");
    await isRefused(await room.admin("/messages", large), 413, "too_large");
  });

  it("ignores what means nothing to a table", async () => {
    for (const type of ["recording.success", "hls.started.success", "beam.started.success"]) {
      const answer = await house.webhook(webhook(type, { room_id: ROOM }));
      expect([answer.status, answer.text]).toEqual([200, '{"outcome":"ignored"}']);
    }
    const failure = { room_id: ROOM, error_message: "x", joined_at: "0001-01-01T00:00:00Z" };
    const answer = await house.webhook(webhook("peer.join.failure", failure));
    expect([answer.status, answer.text]).toEqual([200, '{"outcome":"ignored"}']);
    expect(await everything()).toEqual(before);
  });

  it.each(["/admin/health", "/admin/rooms", `/admin/rooms/${ROOM}`])(
    "lets nobody but operators at %s",
    async (path) => {
      for (const token of [players[0]!.peer.authToken, WEBHOOK_SECRET, `${ADMIN_TOKEN}x`]) {
        const headers = { authorization: `Bearer ${token}` };
        await isRefused(await house.http(house.url() + path, { headers }), 401, "unauthorized");
      }
    },
  );
});
