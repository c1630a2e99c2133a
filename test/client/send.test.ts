import { describe, expect, it } from "@jest/globals";
import { openStage, whole } from "./stage.ts";

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const BUSY = { status: 503, json: { code: "room_busy", detail: "Again." } };

async function openTable() {
  const stage = openStage();
  await stage.settle();
  const commands = () => stage.asked.filter(({ path }) => path === "/commands");
  return { ...stage, commands };
}

describe("a command", () => {
  it("goes out with an id of its own, and its answer is the newest view", async () => {
    const { table, answer, commands } = await openTable();
    answer("/commands", { json: whole(7) });
    expect(await table.send({ type: "sit", seat: 3 })).toMatchObject({ ok: true, version: 7 });
    await table.send({ type: "stand" });
    const [sit, stand] = commands();
    expect(sit).toMatchObject({ method: "POST", body: { type: "sit", seat: 3 } });
    expect(sit?.body.id).toMatch(UUID);
    expect(stand?.body.id).not.toBe(sit?.body.id);
    expect(table.snapshot()).toMatchObject({ seq: 7, connection: "live" });
  });

  it("is tried again under the same id while nobody answers", async () => {
    const { table, answer, clock, commands } = await openTable();
    answer("/commands", "away", "never", BUSY, { status: 502, text: "<html>" }, { json: whole(2) });
    expect(await clock.finish(table.send({ type: "stand" }))).toMatchObject({ ok: true });
    expect(new Set(commands().map(({ body }) => body.id)).size).toBe(1);
    expect(commands()).toHaveLength(5);
  });

  it("waits as long as Retry-After says", async () => {
    const { table, answer, clock, commands } = await openTable();
    const many = { status: 429, json: { code: "rate_limited", detail: "Slowly." }, retryAfter: "7" };
    answer("/commands", many, { json: whole(2) });
    const sent = table.send({ type: "stand" });
    await clock.advance(6900);
    expect(commands()).toHaveLength(1);
    await clock.advance(200);
    expect(await sent).toMatchObject({ ok: true });
  });

  it("gives up after half a minute, says so and looks at the table", async () => {
    const { table, answer, asked, clock, settle } = await openTable();
    answer("/commands", "away");
    const startMs = clock.monotonicMs();
    const answered = await clock.finish(table.send({ type: "stand" }));
    expect(answered).toMatchObject({ ok: false, problem: { code: "unreachable", status: null } });
    expect(clock.monotonicMs() - startMs).toBeLessThanOrEqual(30_000);
    await settle();
    expect(asked.at(-1)).toMatchObject({ path: "/table" });
  });

  it("gives up at once when it is asked to wait for longer than that", async () => {
    const { table, answer, commands } = await openTable();
    answer("/commands", { ...BUSY, retryAfter: "3600" });
    expect(await table.send({ type: "stand" })).toMatchObject({ problem: { code: "room_busy" } });
    expect(commands()).toHaveLength(1);
  });

  it("is told with all that the problem has when it is refused, and not tried again", async () => {
    const { table, answer, commands } = await openTable();
    const legal = { actions: ["fold", "call"], callAmount: 4, minRaiseTo: null, maxRaiseTo: null };
    answer("/commands", { status: 422, json: { code: "illegal_action", detail: "No.", legal } });
    expect(await table.send({ type: "act", turn: "1-1", action: "check" })).toEqual({
      ok: false,
      problem: { code: "illegal_action", detail: "No.", status: 422, legal },
    });
    expect(commands()).toHaveLength(1);
    expect(table.snapshot().problem).toBeNull();
  });

  it("that came too late is followed by a look", async () => {
    const { table, answer, asked, settle } = await openTable();
    answer("/commands", { status: 409, json: { code: "stale_turn", detail: "Late." } });
    await table.send({ type: "act", turn: "1-1", action: "check" });
    await settle();
    expect(asked.at(-1)?.path).toBe("/table");
  });

  it("is not taken for accepted by something that is not Croupier", async () => {
    const { table, answer } = await openTable();
    answer("/commands", { status: 200, text: "<html>Sign in to the hotel</html>" });
    expect(await table.send({ type: "stand" })).toMatchObject({ ok: false, problem: { code: "bad_answer" } });
  });
});

describe("what is kept", () => {
  it("is read under its paths", async () => {
    const { table, answer, asked } = await openTable();
    for (const path of ["/hands", "/hands?before=21", "/hands/7", "/hands/7/replay", "/ledger"])
      answer(path, { json: { path } });
    expect(await table.hands()).toEqual({ ok: true, value: { path: "/hands" } });
    await table.hands({ before: 21 });
    await table.hand(7);
    await table.replay(7);
    await table.ledger();
    expect(asked.slice(-4).map(({ path }) => path)).toEqual([
      "/hands?before=21",
      "/hands/7",
      "/hands/7/replay",
      "/ledger",
    ]);
  });

  it("is a problem when it is not there", async () => {
    const { table, answer } = await openTable();
    answer("/hands/9", { status: 404, json: { code: "unknown_hand", detail: "There is no such hand." } });
    expect(await table.hand(9)).toMatchObject({ ok: false, problem: { code: "unknown_hand", status: 404 } });
  });
});
