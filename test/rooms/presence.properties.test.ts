import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { comparable } from "../../src/rooms/instant.ts";
import { applyFact, connectedPeers, NOBODY, type Presence } from "../../src/rooms/presence.ts";
import type { PresenceFact } from "../../src/rooms/presence-fact.ts";
import { joined, left, missing, roleChanged, seen, sessionClosed, sessionOpened } from "../fakes/facts.ts";

/** Of two sessions one after the other; a peer belongs to one of them, as its id is made afresh. */
const SESSIONS = [
  { id: "s1", fromS: 0, toS: 50, peers: ["ann-1", "ann-2", "bob-1"] },
  { id: "s2", fromS: 60, toS: 110, peers: ["ann-3", "bob-2", "cyd-1"] },
] as const;

const anySession = fc.constantFrom(...SESSIONS);
const anyRole = fc.constantFrom("player", "host", "guest");
// Few seconds and few nanoseconds, so that many times are equal or a nanosecond apart.
const anyInstant = fc.record({
  at: fc.integer({ min: 0, max: 6 }),
  nanoseconds: fc.constantFrom(0, 1, 2, 100_000_000, 999_999_999),
  zone: fc.constantFrom("Z", "+00:00", "+05:30", "-08:00", "+14:00"),
  isPadded: fc.boolean(),
});

type Instant = typeof anyInstant extends fc.Arbitrary<infer T> ? T : never;

function write(fromS: number, { at, nanoseconds, zone, isPadded }: Instant): string {
  const [, sign = "+", hours = "0", minutes = "0"] = /([+-])(\d\d):(\d\d)/.exec(zone) ?? [];
  const offsetMs = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const local = new Date(Date.UTC(2030, 0, 1) + (fromS + at) * 1000 + offsetMs).toISOString().slice(0, 19);
  const all = `.${String(nanoseconds).padStart(9, "0")}`;
  return `${local}${isPadded ? all : all.replace(/\.?0*$/, "")}${zone}`;
}

const ofPeer = fc
  .record({ session: anySession, peer: fc.nat(2), instant: anyInstant })
  .map(({ session, peer, instant }) => ({
    peer: session.peers[peer] ?? session.peers[0],
    session: { sessionId: session.id },
    time: write(session.fromS, instant),
  }));

const anyWebhook: fc.Arbitrary<PresenceFact> = fc.oneof(
  { weight: 6, arbitrary: ofPeer.map(({ peer, session, time }) => joined(peer, time, session)) },
  { weight: 5, arbitrary: ofPeer.map(({ peer, session, time }) => left(peer, time, session)) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(ofPeer, anyRole, fc.boolean())
      .map(([{ peer, session, time }, role, isKnown]) =>
        roleChanged(peer, role, time, isKnown ? session : { sessionId: "" }),
      ),
  },
  { weight: 1, arbitrary: anySession.map(({ id, fromS }) => sessionOpened(id, fromS)) },
  { weight: 1, arbitrary: anySession.map(({ id, toS }) => sessionClosed(id, toS)) },
);

const anyLook: fc.Arbitrary<PresenceFact> = fc
  .tuple(ofPeer, fc.integer({ min: 0, max: 120 }), fc.boolean())
  .map(([{ peer, time }, asOf, isThere]) =>
    isThere ? seen(peer, time, asOf, { sessionId: "" }) : missing(peer, asOf),
  );

/** Some webhooks, and the same in another order with copies of some. */
const twoHistories = fc.array(anyWebhook, { maxLength: 14 }).chain((facts) =>
  fc.subarray(facts).chain((copies) => {
    const all = [...facts, ...copies];
    const whole = { minLength: all.length, maxLength: all.length };
    return fc.tuple(fc.constant(facts), fc.shuffledSubarray(all, whole));
  }),
);

/** A time written in two ways is the same time. */
const connected = (presence: Presence) =>
  connectedPeers(presence).map((one) => ({
    ...one,
    peer: { ...one.peer, joinedAt: comparable(one.peer.joinedAt) },
  }));

const fold = (facts: readonly PresenceFact[]): Presence => facts.reduce(applyFact, NOBODY);

describe("presence", () => {
  it("comes out the same for any order and any number of copies of the same webhooks", () => {
    fc.assert(
      fc.property(twoHistories, ([facts, mixed]) => {
        expect(connected(fold(mixed))).toEqual(connected(fold(facts)));
      }),
      { numRuns: 4000 },
    );
  });

  it("does not change when all webhooks come once more", () => {
    fc.assert(
      fc.property(twoHistories, ([facts, mixed]) => {
        const presence = fold(facts);
        expect(connected(mixed.reduce(applyFact, presence))).toEqual(connected(presence));
      }),
      { numRuns: 1000 },
    );
  });

  it("is the same object exactly when a fact changes nothing, and survives JSON", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyWebhook, anyLook), { maxLength: 20 }), (facts) => {
        let presence = NOBODY;
        for (const fact of facts) {
          const next = applyFact(presence, fact);
          if (next !== presence) expect(next).not.toEqual(presence);
          const stored = JSON.parse(JSON.stringify(presence)) as Presence;
          expect(applyFact(stored, fact)).toEqual(next);
          presence = next;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("has nobody of a session that closed, whatever came of it and in whatever order", () => {
    fc.assert(
      fc.property(twoHistories, ([facts, mixed]) => {
        const closed = new Set(
          facts.flatMap((fact) => (fact.type === "sessionClosed" ? [fact.sessionId] : [])),
        );
        for (const { peer } of connectedPeers(fold(mixed))) expect(closed.has(peer.sessionId)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
