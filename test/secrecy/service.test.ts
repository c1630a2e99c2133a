import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { TableState } from "../../src/poker/table-state.ts";
import { keysIn } from "../redis-for-tests.ts";
import { ADMIN_TOKEN, type Answer, openService, type Service, until, WEBHOOK_SECRET } from "../service.ts";
import { type Night, openNight, type Reading } from "./game-night.ts";
import { dumpRedis, readTruth } from "./truth.ts";
import {
  cardsIn,
  expectNoDeckSecret,
  expectOnly,
  ownCards,
  publicCards,
  type Viewer,
} from "./who-may-see.ts";

const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;
const SEED = "the-seed-of-the-evening";
const HANDS = 5;
const QUEUES = "/admin/queues/api/queues?activeQueue=lane&status=latest";
/** Merged messages carry events of so many versions at most. */
const BEHIND = 60;

describe.each(["nlhe", "plo8", "shortdeck"])("an evening of %s", (variant) => {
  let service: Service;
  let night: Night;
  let truth: ReadonlyMap<number, TableState>;
  const jobs: string[] = [];
  const histories: { viewer: Viewer; no: number | null; answer: Answer }[] = [];

  beforeAll(async () => {
    service = await openService({
      PLAYER_ROLES: "player,host",
      TABLE_VARIANT: variant,
      TABLE_ANTE: variant === "shortdeck" ? "1" : "0",
      TABLE_SEED: SEED,
      RATE_LIMIT_PLAYER: "100000",
    });
    night = openNight(service, `evening-${variant}`, variant);
    await night.join("ann", "host");
    const [bob, cyd] = [await night.join("bob", "player"), await night.join("cyd", "player")];
    const second = await night.join("bob", "player");
    const eve = await night.join("eve", "viewer");
    service.emulator.faults.set({
      rest: [
        { endpoint: "send-message", effect: "answer", status: 400, probability: 0.06 },
        { endpoint: "send-message", effect: "answer", status: 500, probability: 0.03 },
        { endpoint: "send-message", effect: "answer", status: 401, probability: 0.03 },
      ],
    });
    await night.play(HANDS, async ({ table }: Reading, acted) => {
      await night.read(eve);
      await night.read([bob, cyd, second][acted % 3]!);
      await night.command(eve, { type: "act", turn: table.turn?.id, action: "call" });
      await night.command(cyd, { type: "act", turn: "0-0", action: "call" });
      await night.command(cyd, { type: "act", turn: table.turn?.id, action: "raise", to: 1_000_000 });
      await night.command(bob, { type: "peek", at: "deck" });
      await night.operator("");
      for (const [key, value] of await dumpRedis(service)) if (key.includes(":lane:")) jobs.push(value);
      if (acted === 12) cyd.leave();
      if (acted === 14) await night.join("cyd", "player");
    });
    await night.operator("/messages", { message: "That was the last hand.", player: "bob" });
    await night.operator("/pause", {});
    service.emulator.faults.set({});
    await until("all is delivered", async () => {
      const outbox = await keysIn(service.redis, `${service.prefix}:*:${night.room}:outbox`);
      return (await Promise.all(outbox.map((key) => service.redis.xlen(key)))).every(
        (length) => length === 0,
      );
    });
    truth = await readTruth(service, night.room);
    const documents = [1, 2, 3, 4, 5].flatMap((no) =>
      ["", ".phh", ".txt", "/replay", "/proof"].map((format) => ({ no, path: `hands/${no}${format}` })),
    );
    const wholes = ["hands", "ledger", "ledger.csv"].map((path) => ({ no: null, path }));
    for (const { userId, roomId, authToken } of night.peers)
      for (const { no, path } of [...documents, ...wholes]) {
        const headers = { authorization: `Bearer ${authToken}` };
        const answer = await service.ask(`/v1/rooms/${roomId}/${path}`, { headers });
        histories.push({ viewer: userId as Viewer, no, answer });
      }
  }, 60_000);
  afterAll(() => service.close());

  const at = (version: number): TableState => {
    const state = truth.get(version);
    if (state === undefined) throw new Error(`nothing is known of version ${version}`);
    return state;
  };
  /** What was public when, up to a version that may have been told late. */
  const openUntil = (version: number) =>
    Array.from({ length: BEHIND }, (_, back) => truth.get(version - back)).flatMap((state) =>
      state === undefined ? [] : publicCards(state),
    );

  const ofOperator = async (path: string): Promise<string> =>
    (await service.ask(path, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })).text;
  const readMetrics = () => ofOperator("/metrics");

  it("is one with cards in it", () => {
    expect(new Set([...truth.values()].map(({ handNo }) => handNo)).size).toBeGreaterThan(HANDS);
    expect([...truth.values()].some((state) => publicCards(state).length > 5)).toBe(true);
    expect(night.heard.length).toBeGreaterThan(100);
  });

  it("shows nobody by HTTP what is not theirs to see", () => {
    for (const { viewer, answer } of night.heard) {
      if (answer.status !== 200) {
        expectOnly([], answer.text, `a refusal to ${viewer}`);
        continue;
      }
      const { version, table, you } = JSON.parse(answer.text) as Reading;
      expectOnly(
        [...publicCards(at(version)), ...ownCards(at(version), viewer)],
        answer.text,
        `the answer to ${viewer}`,
      );
      expectOnly(publicCards(at(version)), JSON.stringify(table), "the table");
      if (viewer === ("eve" as Viewer)) expect(you).toBeNull();
      else expect([viewer, undefined]).toContain(you?.player);
    }
  });

  it("writes no hand down for those who may not see it", () => {
    const states = [...truth.values()];
    for (const { viewer, no, answer } of histories) {
      expect(answer.status).toBe(200);
      const played = states.filter(({ play }) => no === null || play?.hand.setup.no === no);
      const allowed = played.flatMap((state) => [...publicCards(state), ...ownCards(state, viewer)]);
      expectOnly(allowed, answer.text, `the history to ${viewer}`);
      expect(answer.text).not.toContain(SEED);
    }
    const told = histories.filter(({ viewer, no }) => no !== null && viewer === ("bob" as Viewer));
    expect(told.flatMap(({ answer }) => cardsIn(answer.text)).length).toBeGreaterThan(20);
  });

  it("whispers to nobody what is not theirs to hear", () => {
    const players = new Map(night.peers.map(({ peerId, userId }) => [peerId, userId as Viewer]));
    let whispers = 0;
    for (const { body, recipients } of service.emulator.sentMessages) {
      const { message, peer_id } = JSON.parse(body) as { message: string; peer_id?: string };
      if (!message.startsWith("{")) {
        expectOnly([], message, "the operator's message");
        continue;
      }
      const told = JSON.parse(message) as Partial<Reading> & {
        seq: number;
        kind: string;
      };
      const reader = peer_id === undefined ? null : (players.get(peer_id) ?? null);
      expect(told.kind === "table").toBe(peer_id === undefined);
      if (peer_id !== undefined) expect(recipients).toEqual([peer_id]);
      if (told.you != null) expect(told.you.player).toBe(reader);
      whispers += peer_id === undefined ? 0 : 1;
      const state = at(told.seq);
      expectOnly([...openUntil(told.seq), ...ownCards(state, reader)], message, `${told.kind} to ${reader}`);
      expectOnly(publicCards(state), JSON.stringify(told.table ?? null), "a table");
      expectOnly(
        [...publicCards(state), ...ownCards(state, reader)],
        JSON.stringify(told.you ?? null),
        "a view",
      );
    }
    expect(whispers).toBeGreaterThan(20);
  });

  it("shows the operator what a spectator sees, and dead letters without their payload", async () => {
    const dead = await keysIn(service.redis, `${service.prefix}:*:${night.room}:dead`);
    expect(cardsIn(JSON.stringify(await service.redis.xrange(dead[0]!, "-", "+"))).length).toBeGreaterThan(0);
    await night.operator("");
    for (const answer of night.operatorHeard) {
      const { version, table } = JSON.parse(answer.text) as { version?: number; table?: unknown };
      if (table === undefined) continue;
      const text = answer.text.replace(UUID, "");
      expectOnly(openUntil(version ?? 0), text, "the inspection");
      expectOnly(publicCards(at(version ?? 0)), JSON.stringify(table), "the inspected table");
    }
    const last = JSON.parse(night.operatorHeard.at(-1)!.text) as { dead: object[] };
    expect(last.dead.length).toBeGreaterThan(0);
    for (const letter of last.dead)
      expect(Object.keys(letter).sort()).toEqual(["at", "id", "reason", "seq", "to", "topic"]);
    for (const path of ["/health", "/rooms"])
      expectOnly([], (await service.operator(path)).text.replace(UUID, ""), path);
    const metrics = await readMetrics();
    expect(metrics).toContain("croupier_hands_total");
    expectOnly([], metrics, "the metrics");
  });

  it("shows an operator in a browser nothing else", async () => {
    const page = await ofOperator(`/admin/tables/${night.room}`);
    expect(page).toContain("100ms answered 400");
    const version = Number(/Version (\d+)/.exec(page)?.[1]);
    expectOnly(openUntil(version), page.replace(UUID, ""), "the room's page");
    for (const path of ["/admin", QUEUES]) expectOnly([], (await ofOperator(path)).replace(UUID, ""), path);
    expect(JSON.parse(await ofOperator(QUEUES))).toMatchObject({ queues: [{ readOnlyMode: true }] });
  });

  it("leaves no card in a job, a lease, an index or a limit", async () => {
    expect(jobs.some((job) => job.includes(night.room))).toBe(true);
    for (const job of jobs) expectOnly([], job.replace(UUID, ""), "a job");
    const holding = /:(room|events|outbox|dead|hands|seen:[\w-]+)$/;
    for (const [key, value] of await dumpRedis(service))
      if (!holding.test(key)) expectOnly([], value.replace(UUID, ""), key);
  });

  it("leaves no card in the log, at its most talkative", async () => {
    const [outbox] = await keysIn(service.redis, `${service.prefix}:*:${night.room}:room`);
    const stream = outbox!.replace(/:room$/, ":outbox");
    await service.redis.del(stream);
    await service.redis.set(stream, "this is no stream");
    expect((await night.command(night.peers[0]!, { type: "resume" })).status).toBe(503);
    await service.redis.del(stream);
    expect(service.log.length).toBeGreaterThan(100);
    expect(service.log.join("")).toContain("WRONGTYPE");
    for (const message of ["request", "commit"]) expect(service.log.join("")).toContain(`"msg":"${message}"`);
    for (const line of service.log) expectOnly([], line.replace(UUID, ""), "the log");
  });

  it("tells no secret of the house anywhere", async () => {
    const { emulator } = service;
    const seals = night.peers.map(({ authToken }) => authToken.split(".")[2]!);
    const secrets = [ADMIN_TOKEN, WEBHOOK_SECRET, emulator.appSecret, ...seals];
    const told = [
      ...service.log,
      ...jobs,
      ...[...night.heard.map(({ answer }) => answer), ...night.operatorHeard].map(({ text }) => text),
      ...histories.map(({ answer }) => answer.text),
      ...emulator.sentMessages.map(({ body }) => body),
      (await service.operator("/health")).text,
      ...(await Promise.all([`/admin/tables/${night.room}`, QUEUES, "/openapi.json"].map(ofOperator))),
      await readMetrics(),
    ];
    const kept = [...(await dumpRedis(service))].map(([key, value]) => key + value);
    for (const text of [...told, ...kept])
      for (const secret of secrets) if (text.includes(secret)) throw new Error(`a secret is in ${text}`);
    for (const text of told) expect(text.includes(SEED)).toBe(false);
    const states = [...truth.values()].filter(({ handNo }, place, all) => handNo !== all[place - 1]?.handNo);
    expect(states.some(({ play }) => play?.sealed !== undefined)).toBe(true);
    for (const text of told) for (const state of states) expectNoDeckSecret(state, text, "somebody");
    for (const text of [...told, ...kept]) expect(text).not.toMatch(/eyJ[\w-]{8,}\.[\w-]{8,}\./);
  });
});
