import { describe, expect, it } from "@jest/globals";
import { occupants } from "../../src/rooms/occupants.ts";
import { applyFact, connectedPeers, isForgotten, NOBODY, type Presence } from "../../src/rooms/presence.ts";
import type { PresenceFact } from "../../src/rooms/presence-fact.ts";
import {
  joined,
  left,
  missing,
  roleChanged,
  second,
  seen,
  sessionClosed,
  sessionOpened,
} from "../fakes/facts.ts";

const fold = (...facts: readonly PresenceFact[]): Presence => facts.reduce(applyFact, NOBODY);
const here = (...facts: readonly PresenceFact[]): readonly string[] =>
  connectedPeers(fold(...facts)).map(({ peerId, peer }) => `${peerId} ${peer.role}`);

describe("joining and leaving", () => {
  it("shows who joined, in the order of joining", () => {
    expect(here(joined("bob-1", 2), joined("ann-1", 1))).toEqual(["ann-1 player", "bob-1 player"]);
  });

  it("keeps everything that 100ms said of a peer", () => {
    const [peer] = connectedPeers(fold(joined("ann-1", "2030-01-01T01:00:00.97291247Z", { name: "Ann ♠" })));
    expect(peer).toEqual({
      peerId: "ann-1",
      type: "regular",
      peer: {
        userId: "ann",
        name: "Ann ♠",
        role: "player",
        joinedAt: "2030-01-01T01:00:00.97291247Z",
        sessionId: "s1",
      },
    });
  });

  it("lets the newer of join and leave win, whichever comes first", () => {
    expect(here(joined("ann-1", 1), left("ann-1", 2))).toEqual([]);
    expect(here(left("ann-1", 2), joined("ann-1", 1))).toEqual([]);
    expect(here(joined("ann-1", 3), left("ann-1", 2))).toEqual(["ann-1 player"]);
    expect(here(left("ann-1", 2), joined("ann-1", 3))).toEqual(["ann-1 player"]);
  });

  it("takes a leave at the very moment of the join for the later one", () => {
    expect(here(joined("ann-1", 1), left("ann-1", 1))).toEqual([]);
    expect(here(left("ann-1", 1), joined("ann-1", 1))).toEqual([]);
  });

  it("tells nanoseconds apart, however they are written", () => {
    expect(here(joined("ann-1", second(1, 2)), left("ann-1", second(1, 1)))).toEqual(["ann-1 player"]);
    const leave = left("ann-1", "2030-01-01T02:00:01.1+02:00");
    expect(here(joined("ann-1", "2030-01-01T00:00:01.100000001Z"), leave)).toEqual(["ann-1 player"]);
    expect(here(joined("ann-1", "2030-01-01T00:00:01.1Z"), leave)).toEqual([]);
  });

  it("keeps a user connected while any of their peers is", () => {
    expect(here(joined("ann-1", 1), joined("ann-2", 2), left("ann-1", 3))).toEqual(["ann-2 player"]);
  });

  it("survives a reload whose leave comes after the new join", () => {
    expect(here(joined("ann-1", 1), joined("ann-2", 5), left("ann-1", 4))).toEqual(["ann-2 player"]);
  });

  it("is the same object when there is nothing new", () => {
    const known = fold(joined("ann-1", 2), joined("bob-1", 1), left("bob-1", 3), sessionClosed("s0", 0));
    const old = [
      joined("ann-1", 2),
      joined("ann-1", 1),
      left("ann-1", 1),
      left("bob-1", 3),
      joined("bob-1", 2),
      roleChanged("bob-1", "host", 2),
      roleChanged("ann-1", "host", 1),
      sessionClosed("s0", 0),
      sessionOpened("s1", 0),
      joined("cyd-1", 1, { sessionId: "s0" }),
    ];
    for (const fact of old) expect(applyFact(known, fact)).toBe(known);
  });

  it.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
    "takes %s for a peer like any other",
    (id) => {
      expect(here(joined(id, 1))).toEqual([`${id} player`]);
      expect(here(left(id, 2), joined(id, 1))).toEqual([]);
      expect(here(roleChanged(id, "host", 2), joined(id, 1))).toEqual([`${id} host`]);
      const stored = JSON.parse(JSON.stringify(fold(joined(id, 1)))) as Presence;
      expect(connectedPeers(applyFact(stored, joined("ann-1", 2)))).toHaveLength(2);
    },
  );
});

describe("roles", () => {
  it("are those of the newest change, whichever comes first", () => {
    expect(here(joined("ann-1", 1), roleChanged("ann-1", "host", 2))).toEqual(["ann-1 host"]);
    expect(here(roleChanged("ann-1", "host", 2), joined("ann-1", 1))).toEqual(["ann-1 host"]);
    expect(here(joined("ann-1", 1), roleChanged("ann-1", "b", 3), roleChanged("ann-1", "c", 2))).toEqual([
      "ann-1 b",
    ]);
  });

  it("start anew with a new join", () => {
    expect(here(joined("ann-1", 1), roleChanged("ann-1", "host", 2), joined("ann-1", 3))).toEqual([
      "ann-1 player",
    ]);
  });

  it("do not make somebody present", () => {
    expect(here(roleChanged("ann-1", "host", 1))).toEqual([]);
    expect(here(joined("ann-1", 1), left("ann-1", 3), roleChanged("ann-1", "host", 4))).toEqual([]);
  });

  it("of somebody who comes back later are remembered over the leave", () => {
    const change = roleChanged("ann-1", "host", 5);
    expect(here(joined("ann-1", 1), change, left("ann-1", 2), joined("ann-1", 4))).toEqual(["ann-1 host"]);
    expect(here(joined("ann-1", 4), left("ann-1", 2), change)).toEqual(["ann-1 host"]);
  });
});

describe("sessions", () => {
  it("take their peers with them, and late joins of theirs change nothing", () => {
    expect(here(joined("ann-1", 1), sessionClosed("s1", 9))).toEqual([]);
    expect(here(sessionClosed("s1", 9), joined("ann-1", 1))).toEqual([]);
    expect(here(sessionClosed("s1", 9), roleChanged("ann-1", "host", 2), joined("ann-1", 1))).toEqual([]);
  });

  it("leave the peers of the next one alone, even when they close late", () => {
    const next = joined("ann-2", 5, { sessionId: "s2" });
    expect(here(joined("ann-1", 1), next, sessionClosed("s1", 9))).toEqual(["ann-2 player"]);
  });

  it("take those with them who were there then and of whom no session is known", () => {
    const before = seen("ann-1", 1, 3, { sessionId: "" });
    const after = seen("bob-1", 10, 11, { sessionId: "" });
    expect(here(before, after, sessionClosed("s1", 9))).toEqual(["bob-1 player"]);
  });

  it("that closed while the peers were listed do not come back with the list", () => {
    const late = seen("ann-1", 1, second(8, 900_000_000), { sessionId: "" });
    expect(here(joined("ann-1", 1), sessionClosed("s1", 9), late)).toEqual([]);
    expect(here(sessionClosed("s1", 9), seen("ann-1", 1, 8))).toEqual([]);
  });

  it("that were said to close later than they did do not keep a listed peer out for ever", () => {
    expect(here(sessionClosed("s1", 9), seen("ann-1", 8, 60, { sessionId: "" }))).toEqual(["ann-1 player"]);
  });
});

describe("what the peer list tells", () => {
  it("makes a peer present of whom no webhook came", () => {
    expect(here(seen("ann-1", 1, 10))).toEqual(["ann-1 player"]);
  });

  it("makes a peer absent whose leave was lost", () => {
    expect(here(joined("ann-1", 1), missing("ann-1", 10))).toEqual([]);
  });

  it("says nothing of who joined after it was asked for", () => {
    expect(here(joined("ann-1", 11), missing("ann-1", 10))).toEqual(["ann-1 player"]);
  });

  it("takes back what an earlier list made believe, not what a later one did", () => {
    expect(here(joined("ann-1", 1), missing("ann-1", 10), seen("ann-1", 1, 20))).toEqual(["ann-1 player"]);
    expect(here(joined("ann-1", 1), missing("ann-1", 10), seen("ann-1", 1, 10))).toEqual([]);
    expect(here(joined("ann-1", 1), missing("ann-1", 10), seen("ann-1", 1, 9))).toEqual([]);
  });

  it("does not bring somebody back who left by a webhook's word", () => {
    expect(here(joined("ann-1", 1), left("ann-1", 5), seen("ann-1", 1, 20))).toEqual([]);
    expect(here(joined("ann-1", 1), missing("ann-1", 10), left("ann-1", 9), seen("ann-1", 1, 20))).toEqual(
      [],
    );
    expect(here(joined("ann-1", 1), left("ann-1", 5), missing("ann-1", 10), seen("ann-1", 1, 20))).toEqual(
      [],
    );
  });

  it("brings back who left by a webhook's word and has joined again since", () => {
    expect(here(joined("ann-1", 1), left("ann-1", 5), seen("ann-1", 6, 20))).toEqual(["ann-1 player"]);
  });

  it("is corrected by the webhook of the same join, and does not correct it", () => {
    const phone = joined("ann-1", 1, { type: "sip", sessionId: "s9" });
    const roles = { playerRoles: ["*"], hostRoles: [] };
    expect(occupants(fold(seen("ann-1", 1, 10), phone), roles).size).toBe(0);
    expect(occupants(fold(phone, seen("ann-1", 1, 10)), roles).size).toBe(0);
    expect(here(seen("ann-1", 1, 10), phone, sessionClosed("s9", 20))).toEqual([]);
  });
});

describe("what is forgotten", () => {
  const comings = (count: number): readonly PresenceFact[] =>
    Array.from({ length: count }, (_, i) => [joined(`p${i}-1`, i + 1), left(`p${i}-1`, i + 1, {})]).flat();

  it("is nothing before 64 departures", () => {
    const presence = fold(...comings(64));
    expect(presence.forgottenAt).toBe("");
    expect(Object.keys(presence.departed)).toHaveLength(64);
    expect(isForgotten(presence, second(1))).toBe(false);
  });

  it("is the oldest departure, and no webhook as old is believed any more", () => {
    const presence = fold(...comings(65));
    expect(Object.keys(presence.departed)).toHaveLength(64);
    expect(isForgotten(presence, second(1))).toBe(true);
    expect(isForgotten(presence, second(2))).toBe(false);
    expect(applyFact(presence, joined("p0-1", 1))).toBe(presence);
    expect(applyFact(presence, left("zed-1", 1))).toBe(presence);
    expect(applyFact(presence, roleChanged("zed-1", "host", 1))).toBe(presence);
    expect(applyFact(presence, sessionClosed("s0", 1))).toBe(presence);
    expect(connectedPeers(applyFact(presence, joined("zed-1", second(1, 1))))).toHaveLength(1);
  });

  it("can be told by the peer list", () => {
    expect(connectedPeers(applyFact(fold(...comings(65)), seen("p0-1", 1, 100)))).toHaveLength(1);
  });

  it("is the oldest of 17 closed sessions", () => {
    const presence = fold(...Array.from({ length: 17 }, (_, i) => sessionClosed(`s${i}`, i + 1)));
    expect(presence.closed).toHaveLength(16);
    expect(isForgotten(presence, second(1))).toBe(true);
    expect(applyFact(presence, joined("ann-1", second(0, 5), { sessionId: "s0" }))).toBe(presence);
  });

  it("keeps presence small however long a room is used", () => {
    const long = Array.from({ length: 500 }, (_, i) => [
      joined(`p${i}-1`, i, { sessionId: `s${i}` }),
      left(`p${i}-1`, i, { sessionId: `s${i}` }),
      i % 3 === 0 ? sessionClosed(`s${i}`, i) : roleChanged(`p${i}-1`, "host", i, { sessionId: `s${i}` }),
    ]).flat();
    expect(JSON.stringify(fold(...long)).length).toBeLessThan(12_000);
  });
});
