import { describe, expect, it } from "@jest/globals";
import type { PlayerId, Profile } from "../../src/game/game.ts";
import { noticesBetween, occupants } from "../../src/rooms/occupants.ts";
import { applyFact, NOBODY } from "../../src/rooms/presence.ts";
import type { PresenceFact } from "../../src/rooms/presence-fact.ts";
import { joined, playerId } from "../fakes/facts.ts";

const roles = { playerRoles: ["player", "host"], hostRoles: ["host"] };
const inRoom = (...facts: readonly PresenceFact[]) => facts.reduce(applyFact, NOBODY);
const of = (...facts: readonly PresenceFact[]) => [...occupants(inRoom(...facts), roles)];

describe("the occupants of a room", () => {
  it("are its connected users with what their role allows", () => {
    expect(
      of(joined("ann-1"), joined("bob-1", 2, { role: "host" }), joined("gus-1", 3, { role: "guest" })),
    ).toEqual([
      ["ann", { name: "ann", mayPlay: true, isHost: false }],
      ["bob", { name: "bob", mayPlay: true, isHost: true }],
      ["gus", { name: "gus", mayPlay: false, isHost: false }],
    ]);
  });

  it("may all play when any role may", () => {
    const any = { playerRoles: ["*"], hostRoles: [] };
    const users = occupants(inRoom(joined("gus-1", 1, { role: "guest" })), any);
    expect(users.get(playerId("gus"))).toEqual({ name: "gus", mayPlay: true, isHost: false });
  });

  it("are as their newest peer says", () => {
    expect(of(joined("ann-2", 2, { name: "Anna", role: "host" }), joined("ann-1", 1))).toEqual([
      ["ann", { name: "Anna", mayPlay: true, isHost: true }],
    ]);
  });

  it("are nobody who bears the id of a player of the game's own", () => {
    expect(of(joined("ann-1"), joined("eve-1", 1, { userId: "house:bot" }))).toHaveLength(1);
  });

  it("are neither phones nor peers without a user", () => {
    expect(of(joined("ann-1", 1, { type: "sip" }), joined("bob-1", 1, { userId: "" }))).toEqual([]);
  });
});

describe("the notices between two moments", () => {
  const people = (...names: readonly string[]): ReadonlyMap<PlayerId, Profile> =>
    new Map(names.map((name) => [playerId(name), { name, mayPlay: true, isHost: false }]));

  it("tell first who left, then who came", () => {
    expect(noticesBetween(people("ann", "bob"), people("bob", "cyd"))).toEqual([
      { type: "playerLeft", player: "ann" },
      { type: "playerJoined", player: "cyd", profile: { name: "cyd", mayPlay: true, isHost: false } },
    ]);
  });

  it("tell who changed", () => {
    const host: Profile = { name: "ann", mayPlay: true, isHost: true };
    expect(noticesBetween(people("ann"), new Map([[playerId("ann"), host]]))).toEqual([
      { type: "playerChanged", player: "ann", profile: host },
    ]);
  });

  it("are none when nothing changed", () => {
    expect(noticesBetween(people("ann"), people("ann"))).toEqual([]);
  });
});
