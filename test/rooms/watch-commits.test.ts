import { describe, expect, it } from "@jest/globals";
import type { Commit, CommitResult, RoomStore } from "../../src/rooms/ports.ts";
import type { Span, Tracing } from "../../src/rooms/tracing.ts";
import { noTracing } from "../../src/rooms/tracing.ts";
import { watchCommits } from "../../src/rooms/watch-commits.ts";
import { createTestLog } from "../fakes/test-log.ts";
import { createTestMeter } from "../fakes/test-meter.ts";
import { commitOf, message } from "../redis/commits.ts";

const COMMITTED: CommitResult = { outcome: "committed", version: 1, wake: true };

function open(answer: () => Promise<CommitResult> = () => Promise.resolve(COMMITTED), tracing = noTracing) {
  const commits: Commit[] = [];
  const store: RoomStore = {
    load: () => Promise.resolve(null),
    commit(commit) {
      commits.push(commit);
      return answer();
    },
  };
  const meter = createTestMeter();
  const log = createTestLog();
  let nowMs = 0;
  const monotonicMs = () => (nowMs += 1.5);
  return { commits, meter, log, store: watchCommits(store, { meter, log, tracing, monotonicMs }) };
}

describe("a watched store", () => {
  it("writes one line for each commit, with the id of what was asked", async () => {
    const { store, log, meter } = open();
    await store.commit(commitOf({ seen: { id: "an-id", answer: "a secret", ttlMs: 1000 } }));
    expect(log.lines).toEqual([
      {
        level: "info",
        message: "commit",
        fields: { room: "room-1", seq: 1, id: "an-id", end: "changed", ms: 1.5 },
      },
    ]);
    expect(meter.counted).toEqual(["committed changed"]);
  });

  it.each<[string, CommitResult, Commit]>([
    ["unchanged", COMMITTED, commitOf({ change: null })],
    ["repeated", { outcome: "seen", answer: "an answer" }, commitOf()],
    ["stale", { outcome: "stale", current: null }, commitOf()],
  ])("knows one that is %s", async (end, result, commit) => {
    const { store, log, meter } = open(() => Promise.resolve(result));
    expect(await store.commit(commit)).toBe(result);
    expect(meter.counted).toEqual([`committed ${end}`]);
    expect(log.lines).toMatchObject([{ fields: { end } }]);
  });

  it("passes a failure on and counts it", async () => {
    const { store, meter } = open(() => Promise.reject(new Error("away")));
    await expect(store.commit(commitOf())).rejects.toThrow("away");
    expect(meter.counted).toEqual(["committed failed"]);
  });

  it("counts a hand once, however often more of it is shown", async () => {
    const hand = { of: "hands" as const, no: 1, record: "{}" };
    const { store, meter } = open();
    await store.commit(commitOf({ change: { kept: [hand, { of: "ledger", no: 1, record: "{}" }] } }));
    await store.commit(commitOf({ change: { kept: [{ ...hand, isRevised: true }] } }));
    expect(meter.counted).toEqual(["committed changed", "finished 1", "committed changed"]);
  });

  it("counts no hand of a commit that did not go in", async () => {
    const { store, meter } = open(() => Promise.resolve({ outcome: "stale", current: null }));
    await store.commit(commitOf({ change: { kept: [{ of: "hands", no: 1, record: "{}" }] } }));
    expect(meter.counted).toEqual(["committed stale"]);
  });

  it("links each message to the span of its commit, when the request is traced", async () => {
    const ended: object[] = [];
    const span: Span = { link: "the commit", end: (facts) => void ended.push(facts) };
    const tracing: Tracing = { root: () => null, below: (_name, link) => (link === "asked" ? span : null) };
    const { store, commits } = open(undefined, tracing);
    const change = { messages: [message(1), message(1)] };
    await store.commit(commitOf({ change, trace: "asked" }));
    await store.commit(commitOf({ change }));
    expect(commits.map((one) => one.change?.messages.map(({ trace }) => trace))).toEqual([
      ["the commit", "the commit"],
      [undefined, undefined],
    ]);
    expect(ended).toEqual([{ room: "room-1", end: "changed" }]);
  });
});
