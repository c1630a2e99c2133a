import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { JoinedPeer } from "../../src/emulator/joined-peer.ts";
import { type Answer, openService, type Service } from "../service.ts";

const ROOM = "bombs";
const ID = "0b8f3c52-5a8f-4a57-9f0e-0c7c7d7e3a11";
const TIME = "2026-01-01T00:00:00Z";
const SLOWEST_MS = 2000;

const repeat = (text: string, bytes = 60_000) => text.repeat(Math.floor(bytes / Buffer.byteLength(text)));
const PROTO = '{"__proto__":{"isHost":true,"polluted":1},"constructor":{"prototype":{"polluted":1}}}';

const wholes: readonly (readonly [string, string])[] = [
  ["brackets", repeat("[")],
  ["braces", repeat('{"a":')],
  ["closed brackets", repeat("[", 30_000) + repeat("]", 30_000)],
  ["a list of lists", `[${repeat("[],")}[]]`],
  ["32 levels, each wide", `${'[1,1,1,1,{"a":'.repeat(15)}1${"}]".repeat(15)}`],
  ["the same name again and again", `{${repeat('"id":1,')}"id":2}`],
  ["many names", `{${Array.from({ length: 5000 }, (_, at) => `"${at}":1`).join()}}`],
  ["many names that are numbers", `{${Array.from({ length: 5000 }, (_, at) => `"${at * 7919}":1`).join()}}`],
  ["a number of 60,000 digits", repeat("9")],
  ["a fraction of 60,000 digits", `0.${repeat("3")}`],
  ["a power without end", `1e${repeat("9")}`],
  ["escapes", `"${repeat("\\u0000")}"`],
  ["lone surrogates", `"${repeat("\\ud800")}"`],
  ["backslashes", `"${repeat("\\")}`],
  ["quotes", repeat('"')],
  ["blanks", repeat(" ")],
  ["__proto__ within __proto__", `${'{"__proto__":'.repeat(30)}{}${"}".repeat(30)}`],
  ["names of JavaScript's own", PROTO],
];

// For each field a text that makes a careless pattern backtrack, or a careless loop long.
const longs: readonly (readonly [string, string])[] = [
  ["letters", repeat("a", 50_000)],
  ["digits", repeat("9", 50_000)],
  ["a time with a long fraction", `2026-01-01T00:00:00.${repeat("0", 50_000)}`],
  ["blanks and a letter", `${repeat(" ", 50_000)}x`],
  ["marks that join", repeat("\u0301", 50_000)],
  ["cards of four bytes", repeat("🂡", 50_000)],
  ["control characters", repeat("\u0001", 8000)],
  ["dashes", repeat("-", 50_000)],
];

describe("a body made to be slow or to reach into JavaScript", () => {
  let service: Service;
  let ann: JoinedPeer;
  beforeAll(async () => {
    service = await openService({ ROLE: "web" });
    ann = await service.join(ROOM, { userId: "ann", role: "host" });
    await service.emulator.webhooks.settled();
  });
  afterAll(() => service.close());

  const posts: readonly (readonly [string, (body: string) => Promise<Answer>])[] = [
    ["a webhook", (body) => service.webhook(body)],
    [
      "a command",
      (body) =>
        service.ask(`/v1/rooms/${ROOM}/commands`, {
          headers: { authorization: `Bearer ${ann.authToken}` },
          body,
        }),
    ],
    [
      "an operator's message",
      (body) =>
        service.ask(`/admin/rooms/${ROOM}/messages`, {
          headers: { authorization: "Bearer the token of the operator" },
          body,
        }),
    ],
  ];

  const expectHarmless = async (post: Promise<Answer>, allowed: readonly number[]) => {
    const before = await service.table(ann);
    const startedAt = performance.now();
    const answer = await post;
    expect(performance.now() - startedAt).toBeLessThan(SLOWEST_MS);
    expect(allowed).toContain(answer.status);
    expect(answer.text.length).toBeLessThan(64_000);
    expect((await service.table(ann)).text).toBe(before.text);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  };

  describe.each(posts)("as %s", (_name, post) => {
    it.each(wholes)("of %s is refused at once", async (_what, body) => {
      await expectHarmless(post(body), [400]);
    });
  });

  const peer = { room_id: ROOM, session_id: "s", peer_id: "p", user_id: "u", user_name: "n", role: "player" };
  const events: readonly (readonly [string, object])[] = [
    ["peer.join.success", { ...peer, joined_at: TIME }],
    ["peer.leave.success", { ...peer, left_at: TIME, reason: "", message: "" }],
    ["role.change.success", { ...peer, role_changed_at: TIME }],
    ["session.close.success", { room_id: ROOM, session_id: "s0", session_stopped_at: TIME }],
  ];
  const fields = events.flatMap(([type, data]) =>
    Object.keys(data).map((field) => [type, data, field] as const),
  );
  const mayBeLong = new Set(["user_name", "reason", "message"]);

  it.each(fields)("within %s %j in the field %s is no worse", async (type, data, field) => {
    for (const [, long] of longs) {
      const event = { version: "2.0", id: ID, account_id: "a", timestamp: TIME, type };
      const body = JSON.stringify({ ...event, data: { ...data, room_id: "elsewhere", [field]: long } });
      await expectHarmless(service.webhook(body), mayBeLong.has(field) ? [200] : [400]);
    }
  });

  it.each([
    ["act", { type: "act", turn: "1-1", action: "fold" }],
    ["kick", { type: "kick", player: "bob" }],
    ["sit", { type: "sit", seat: 1, buyIn: 5 }],
  ])("within the command %s is no worse", async (_name, command) => {
    const [, post] = posts[1]!;
    for (const field of ["id", ...Object.keys(command)])
      for (const [, long] of longs)
        await expectHarmless(post(JSON.stringify({ id: ID, ...command, [field]: long })), [400]);
  });

  it("is told its first faults, not thousands", async () => {
    const [, post] = posts[1]!;
    const names = Array.from({ length: 5000 }, (_, at) => `"${at}":1`).join();
    const answer = await post(`{"id":"${ID}","type":"sit",${names}}`);
    expect(JSON.parse(answer.text).faults).toHaveLength(20);
  });

  it("gives a command no rights that its sender has not", async () => {
    const bob = await service.join(ROOM, { userId: "bob" });
    await service.emulator.webhooks.settled();
    const kick = `{"id":"${ID}","type":"kick","player":"ann"`;
    const post = (body: string) =>
      service.ask(`/v1/rooms/${ROOM}/commands`, {
        headers: { authorization: `Bearer ${bob.authToken}` },
        body,
      });
    for (const more of ['"isHost":true', '"from":"operator"', '"player":"bob","asking":"ann"'])
      expect((await post(`${kick},${more}}`)).status).toBe(400);
    for (const more of ['"__proto__":{"isHost":true}', '"__proto__":null', '"constructor":{"name":"host"}'])
      expect([400, 403]).toContain((await post(`${kick},${more}}`)).status);
    expect(await post(`${kick}}`)).toMatchObject({ status: 403 });
  });
});
