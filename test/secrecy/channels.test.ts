import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import type { PlayerId } from "../../src/game/game.ts";
import { poker } from "../../src/poker/poker.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import type { TableEvent } from "../../src/poker/table-event.ts";
import type { TableState } from "../../src/poker/table-state.ts";
import { coalesce } from "../../src/rooms/coalesce.ts";
import { inspectRoom } from "../../src/rooms/inspect.ts";
import { messagesOf } from "../../src/rooms/messages.ts";
import type { OutboxMessage, PeerId, RoomId } from "../../src/rooms/ports.ts";
import { applyFact } from "../../src/rooms/presence.ts";
import { createRoomCache } from "../../src/rooms/room-cache.ts";
import type { AnyGame, RoomEvent, RoomState } from "../../src/rooms/room-state.ts";
import { newRoom } from "../../src/rooms/room-state.ts";
import { answerAgain, answerFor, viewsOf } from "../../src/rooms/views.ts";
import { anyConfig, anyStep, BOTS, EVERYBODY, peopleComing, type Step } from "../poker/random-inputs.ts";
import { factsAt, START_MS } from "../poker/table-in-test.ts";
import {
  expectNoDeckSecret,
  expectOnly,
  expectShownByRight,
  ownCards,
  publicCards,
  type Viewer,
} from "./who-may-see.ts";

const ROOM = "room-1" as RoomId;
const SEED = "a-seed-that-nobody-may-learn";
/** People who call themselves as bots are called may see nothing of theirs. */
const IMPOSTORS = BOTS as unknown as readonly PlayerId[];
const EVERYONE = [...EVERYBODY, ...BOTS] as unknown as readonly PlayerId[];
const VIEWERS: readonly Viewer[] = [...EVERYONE, null];
const game = poker as AnyGame;

function seenBy(state: TableState, viewer: Viewer) {
  return viewer !== null && IMPOSTORS.includes(viewer) ? [] : ownCards(state, viewer);
}

/** Everybody is there by one peer, `at-<name>`, so that each step may whisper to each. */
function roomOf(table: TableState, absent?: PlayerId): RoomState {
  const { presence } = newRoom(game, table.config, "store");
  const peers = EVERYONE.filter((player) => player !== absent).map((player) => ({
    type: "peerJoined" as const,
    joinedAt: "2026-01-01T00:00:00Z",
    peer: {
      peerId: `at-${player}` as PeerId,
      userId: player,
      name: player,
      role: "player",
      sessionId: "s",
      type: "regular",
    },
  }));
  return {
    schema: 2,
    plays: { name: "poker", schema: 2 },
    store: "store",
    presence: peers.reduce((known, fact) => applyFact(known, fact), presence),
    game: table,
  };
}

function viewerOf({ target }: OutboxMessage): Viewer {
  if (target.kind === "player") return target.player;
  if (target.kind === "peer") return target.peerId.slice("at-".length) as PlayerId;
  return null;
}

interface Passed {
  readonly seq: number;
  readonly before: TableState;
  readonly after: TableState;
  readonly events: readonly TableEvent[];
}

const toRoomEvents = (events: readonly TableEvent[]) =>
  events.map((event): RoomEvent => ({ of: "game", event }));

/** What a step owes the room, with somebody who arrives at the same moment. */
function messagesBy({ seq, before, after, events }: Passed, newcomer: PlayerId): readonly OutboxMessage[] {
  const [from, to] = [roomOf(before, newcomer), roomOf(after)];
  return messagesOf({
    game,
    roomId: ROOM,
    seq,
    atMs: START_MS,
    before: { state: from, views: viewsOf(game, from) },
    after: { state: to, views: viewsOf(game, to) },
    events: toRoomEvents(events),
  });
}

function checkMessages(passed: Passed, messages: readonly OutboxMessage[]): void {
  const open = publicCards(passed.after);
  for (const message of messages) {
    const viewer = viewerOf(message);
    expectOnly([...open, ...seenBy(passed.after, viewer)], message.message, `${message.topic} to ${viewer}`);
    if (message.topic === "table") expect(message.target).toEqual({ kind: "room" });
    if (message.topic === "you") expect(message.target.kind).toBe("player");
    expect(message.message).not.toContain(SEED);
    expectNoDeckSecret(passed.after, message.message, `${message.topic} to ${viewer}`);
  }
}

function checkAnswers({ seq, after }: Passed): void {
  const views = viewsOf(game, roomOf(after));
  expectOnly(publicCards(after), views.table, "the table");
  for (const viewer of VIEWERS) {
    const answer = answerFor(views, seq, viewer);
    expect(answerAgain(answer.json)).toEqual(answer);
    const text = answer.json;
    expectOnly([...publicCards(after), ...seenBy(after, viewer)], text, `the answer to ${viewer}`);
    expect(text).not.toContain(SEED);
    expectNoDeckSecret(after, text, `the answer to ${viewer}`);
  }
}

async function checkInspection(passed: Passed, messages: readonly OutboxMessage[]): Promise<void> {
  const state = JSON.stringify(roomOf(passed.after));
  const events = JSON.stringify(toRoomEvents(passed.events));
  const dead = messages.map((entry) => ({
    entry: { ...entry, id: "1-1" },
    reason: "100ms answered 400",
    atMs: START_MS,
  }));
  const inspection = await inspectRoom(
    {
      rules: { game },
      gameConfig: passed.after.config,
      store: { load: () => Promise.resolve({ version: passed.seq, state }) },
      identity: { current: () => Promise.resolve("store") },
      cache: createRoomCache(1),
      onSuspicion: () => undefined,
      records: {
        peers: () => Promise.resolve([]),
        events: () => Promise.resolve([{ version: passed.seq, atMs: START_MS, events }]),
        undelivered: () => Promise.resolve(messages),
        dead: () => Promise.resolve(dead),
      },
    } as unknown as Parameters<typeof inspectRoom>[0],
    ROOM,
  );
  const text = JSON.stringify(inspection);
  expectOnly(publicCards(passed.after), text, "the inspection");
  expect(text).not.toContain(SEED);
  expectNoDeckSecret(passed.after, text, "the inspection");
  expect(inspection).toMatchObject({ dead: dead.map(() => expect.any(Object)) });
}

function checkHistory({ before, after, events }: Passed): void {
  let at = before;
  for (const event of events) {
    const next = poker.evolve(at, event);
    for (const { of, record } of poker.history?.kept(at, event, next) ?? []) {
      if (of === "ledger") expectOnly([], JSON.stringify(record), "the ledger");
      else
        for (const viewer of VIEWERS)
          for (const format of ["json", "summary", "replay", "proof", "phh", "txt"]) {
            const player = viewer ?? ("a spectator" as PlayerId);
            const text = poker.history?.handView(record, { player, room: ROOM }, format)?.text ?? "";
            const allowed = [...publicCards(next), ...seenBy(next, viewer)];
            expectOnly(allowed, text, `the hand as ${format} to ${viewer}`);
            expect(text).not.toContain(SEED);
            expectNoDeckSecret(next, text, `the hand as ${format} to ${viewer}`);
          }
    }
    at = next;
  }
  expect(at).toEqual(after);
}

/** Messages that were merged tell no more than each told. */
function checkMerged(
  window: readonly { readonly passed: Passed; readonly messages: readonly OutboxMessage[] }[],
): void {
  const entries = window
    .flatMap(({ messages }) => messages)
    .map((entry, at) => ({ ...entry, id: `1-${at}` }));
  const bySeq = new Map(window.map(({ passed }) => [passed.seq, passed.after]));
  const open = window.flatMap(({ passed }) => publicCards(passed.after));
  for (const { entry } of coalesce(entries)) {
    const viewer = viewerOf(entry);
    const { seq, table, you } = JSON.parse(entry.message) as { seq: number; table?: unknown; you?: unknown };
    const after = bySeq.get(seq);
    if (after === undefined) throw new Error(`a merged message of another step: ${entry.message}`);
    expectOnly([...open, ...seenBy(after, viewer)], entry.message, `merged ${entry.topic} to ${viewer}`);
    expectOnly(publicCards(after), JSON.stringify(table ?? null), "a merged table");
    expectOnly(
      [...publicCards(after), ...seenBy(after, viewer)],
      JSON.stringify(you ?? null),
      "a merged view",
    );
  }
}

async function playThrough(config: TableConfig, steps: readonly Step[]) {
  let state = poker.create({ ...config, seed: config.seed === null ? null : SEED });
  let nowMs = START_MS;
  let [hands, messages] = [0, 0];
  let window: { passed: Passed; messages: readonly OutboxMessage[] }[] = [];
  for (const [seq, { waitMs, make }] of steps.entries()) {
    nowMs += waitMs;
    const input = make(state);
    const decision = poker.decide(state, input, factsAt(nowMs));
    if (!decision.ok) {
      expectOnly([], JSON.stringify(decision.rejection), "a refusal");
      continue;
    }
    if (decision.events.length === 0) continue;
    const after = decision.events.reduce(poker.evolve, state);
    const passed: Passed = { seq: seq + 1, before: state, after, events: decision.events };
    const owed = messagesBy(passed, EVERYONE[seq % EVERYONE.length]!);
    expectShownByRight({ ...passed, asker: input.from === "player" ? input.player : null });
    checkMessages(passed, owed);
    checkAnswers(passed);
    checkHistory(passed);
    if (seq % 10 === 0) await checkInspection(passed, owed);
    window.push({ passed, messages: owed });
    if (window.length > 12) {
      checkMerged(window);
      window = [];
    }
    hands += after.handNo - state.handNo;
    messages += owed.length;
    state = after;
  }
  return { hands, messages };
}

describe("whatever is played", () => {
  it("no message, answer, inspection or record tells anybody a card that they may not see", async () => {
    const total = { hands: 0, messages: 0 };
    const variants = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        anyConfig,
        peopleComing,
        fc.array(anyStep, { minLength: 60, maxLength: 120 }),
        async (config, people, random) => {
          const { hands, messages } = await playThrough(config, [...people, ...random]);
          total.hands += hands;
          total.messages += messages;
          variants.add(config.variant);
        },
      ),
      { numRuns: 40, seed: 20300102 },
    );
    expect(total.hands).toBeGreaterThan(80);
    expect(total.messages).toBeGreaterThan(4000);
    expect(variants.size).toBe(7);
  }, 120_000);

  it("would be noticed", () => {
    expect(() => expectOnly(["Ah"], '{"cards":["Ah","Kd"]}', "this")).toThrow("this tells Kd");
    expect(() => expectOnly([], "p1 AhKd", "this")).toThrow("this tells Ah Kd");
    expect(() => expectOnly([], '{"room":"aAhb","seed":"2chance","name":"Ahmed"}', "this")).not.toThrow();
  });
});
