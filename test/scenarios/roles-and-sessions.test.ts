import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createManagementToken } from "../../src/100ms/management-token.ts";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt, seen } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";
import { chipsOf } from "./views.ts";

describe("roles and sessions", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({
      env: { PLAYER_ROLES: "player, guest, dealer", HOST_ROLES: "dealer", TABLE_NEXT_HAND_SECONDS: "600" },
      emulator: { sessionCloseDelayMs: 30 },
    });
  });
  afterAll(() => house.close());

  /** As somebody at the dashboard does. */
  async function changeRole({ peer }: Player, role: string): Promise<void> {
    const { emulator } = house;
    const token = await createManagementToken({ ...emulator, now: Date.now }).current();
    const url = `${emulator.apiUrl}/active-rooms/${peer.roomId}/peers/${peer.peerId}`;
    const answer = await house.http(url, { headers: { authorization: `Bearer ${token}` }, body: { role } });
    expect(answer.status).toBe(200);
  }

  async function headsUp(id: string): Promise<{ room: Room; alice: Player; bob: Player }> {
    const room = house.room(id);
    const [alice, bob] = [await room.join("alice"), await room.join("bob", { role: "guest" })];
    await room.settled();
    await dealt(alice, 2);
    return { room, alice, bob };
  }
  const accountsOf = async (room: Room) => {
    const state = JSON.parse((await house.redis.hget(room.key("room"), "state")) ?? "{}");
    return state.game.ledger.accounts as { player: string; boughtIn: number; cashedOut: number }[];
  };

  it("has a viewer watch until the role becomes a player's", async () => {
    const { room, alice } = await headsUp("viewer");
    const walter = await room.join("walter", { role: "viewer" });
    const welcome = await until("walter is welcomed", () => walter.received("welcome")[0]);
    expect(welcome.you).toBeNull();
    expect((await walter.table()).you).toBeNull();
    const refused = await walter.command({ type: "sit" });
    expect([refused.status, refused.body["code"]]).toEqual([403, "may_not_play"]);

    await changeRole(walter, "player");
    const sat = await seen(walter, "a seat of his own", ({ you }) => you !== null);
    expect(sat.you).toMatchObject({ player: "walter", seat: 3, cards: [], stack: 200, legal: null });
    const told = await until("walter is told", () => walter.received("you")[0]);
    expect(told.you).toEqual(sat.you);

    await changeRole(walter, "viewer");
    await seen(alice, "walter gone from the table", ({ table }) => table.seats.length === 2);
    expect((await walter.table()).you).toBeNull();
  });

  it("makes a host of whoever gets the host's role", async () => {
    const { alice } = await headsUp("office");
    expect((await alice.table()).table.host).toBeNull();
    await changeRole(alice, "dealer");
    await seen(alice, "her office", ({ table }) => table.host === "alice");
    expect((await alice.does({ type: "pause" })).table.status).toBe("paused");
  });

  it("closes the table and settles when the last one leaves and the session closes", async () => {
    const { room, alice, bob } = await headsUp("closing");
    await callOrCheck([alice, bob], (await alice.table()).table);
    await room.settled();
    alice.leave();
    await room.settled();
    bob.leave();
    await until("the table is closed", async () => (await alice.table()).table.status === "closed");
    const { table, you } = await alice.table();
    expect(table).toMatchObject({ status: "closed", seats: [], turn: null });
    expect(you).toBeNull();
    expect(await accountsOf(room)).toEqual([
      expect.objectContaining({ player: "alice", boughtIn: 200, cashedOut: 200 }),
      expect.objectContaining({ player: "bob", boughtIn: 200, cashedOut: 200 }),
    ]);
    expect(await house.redis.exists(room.key("peers"))).toBe(0);
    expect(await house.redis.zscore(room.shardKey("due"), room.id)).toBeNull();
    await room.settled();
    expect(await house.redis.exists(room.key("dead"))).toBe(0);
  });

  it("runs an all-in hand out before it settles an ended room, and reopens for the next session", async () => {
    const { room, alice, bob } = await headsUp("ended");
    const first = (await alice.table()).table;
    const [small, big] = first.turn?.player === "alice" ? [alice, bob] : [bob, alice];
    const shoved = await small.does({ type: "act", turn: first.turn?.id, action: "allIn" });
    const { table } = await big.does({ type: "act", turn: shoved.table.turn?.id, action: "call" });
    expect(table.hand).toMatchObject({ street: "showdown", board: expect.any(Array) });
    const won = Object.fromEntries(table.seats.map(({ player, stack }) => [player, stack]));

    expect(house.emulator.endRoom("ended", "closing time")).toBe(true);
    await until("the table is closed", async () => (await alice.table()).table.status === "closed");
    const settled = (await accountsOf(room)).map(({ player, cashedOut }) => [player, cashedOut]);
    expect(Object.fromEntries(settled)).toEqual(won);
    const gone = await alice.command({ type: "sit" });
    expect([gone.status, gone.body["code"]]).toEqual([409, "not_in_room"]);
    await room.settled();
    const version = await room.version();

    const again = [await room.join("alice"), await room.join("bob", { role: "guest" })];
    const next = await dealt(again[0]!, 2);
    expect(next.version).toBeGreaterThan(version);
    expect(next.table).toMatchObject({ status: "playing", hand: { no: 2, street: "preflop" } });
    expect(chipsOf(next.table)).toBe(400);
    await until("alice is welcomed anew", () => again[0]!.received("welcome").length === 1);
    expect(again[0]!.received("table").every(({ seq }) => seq > version)).toBe(true);
  });

  it("closes and reopens by the operator's word", async () => {
    const { room, alice } = await headsUp("operated");
    const closed = await room.admin("/close");
    expect([closed.status, closed.body]).toEqual([200, { version: await room.version() }]);
    const { table, you } = await alice.table();
    expect([table.status, table.seats, you]).toEqual(["closed", [], null]);
    const refused = await alice.command({ type: "sit" });
    expect([refused.status, refused.body["code"]]).toEqual([409, "closed"]);
    const told = await until("alice is told", () => alice.received("you").find((one) => one.you === null));
    expect(told.seq).toBe(closed.body["version"]);
    await room.join("carol");
    await seen(alice, "an open table", (answer) => answer.table.status === "waiting");
    expect((await alice.does({ type: "sit" })).table.status).toBe("playing");
  });
});
