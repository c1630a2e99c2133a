import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";

describe("an operator's words", () => {
  let house: House;
  let room: Room;
  let alice: Player;
  let bob: Player;
  let walter: Player;
  beforeAll(async () => {
    house = await openHouse({ env: { PLAYER_ROLES: "player", TABLE_NEXT_HAND_SECONDS: "600" } });
    room = house.room("announced");
    [alice, bob] = [await room.join("alice"), await room.join("bob")];
    walter = await room.join("walter", { role: "viewer" });
    await room.settled();
    await dealt(alice, 2);
  });
  afterAll(() => house.close());

  const announce = (body: object) => room.admin("/messages", body);
  const bodiesOf = (text: string) => room.sent().filter(({ body }) => body.includes(text));

  it("go to the whole room", async () => {
    const answer = await announce({ message: "Welcome, “all”\n" });
    expect([answer.status, answer.body]).toEqual([202, { seq: await room.version() }]);
    await room.settled();
    const sent = bodiesOf("Welcome");
    expect(sent.map(({ body }) => body)).toEqual(['{"message":"Welcome, “all”\\n","type":"custom_event"}']);
    expect(sent[0]?.recipients).toEqual([alice, bob, walter].map(({ peer }) => peer.peerId));
  });

  it("go to a role", async () => {
    expect((await announce({ message: "viewers only", role: "viewer" })).status).toBe(202);
    await room.settled();
    const sent = bodiesOf("viewers only");
    expect(sent.map(({ body }) => body)).toEqual([
      '{"role":"viewer","message":"viewers only","type":"custom_event"}',
    ]);
    expect(sent[0]?.recipients).toEqual([walter.peer.peerId]);
  });

  it("go to one peer, as a type of the operator's choice", async () => {
    const { peerId } = bob.peer;
    expect((await announce({ message: "one tab", peerId, type: "notice" })).status).toBe(202);
    await room.settled();
    const sent = bodiesOf("one tab");
    expect(sent.map(({ body }) => body)).toEqual([
      `{"peer_id":"${peerId}","message":"one tab","type":"notice"}`,
    ]);
    expect(bob.peer.received.at(-1)).toMatchObject({ message: "one tab", type: "notice", private: true });
  });

  it("go to every peer of a player, and to nobody else", async () => {
    const second = await room.join("alice");
    await room.settled();
    expect((await announce({ message: "for alice", player: "alice" })).status).toBe(202);
    await room.settled();
    const sent = bodiesOf("for alice");
    const peerIds = [alice, second].map(({ peer }) => peer.peerId).sort();
    expect(sent.map(({ body }) => body).sort()).toEqual(
      peerIds.map((peerId) => `{"peer_id":"${peerId}","message":"for alice","type":"custom_event"}`),
    );
    expect(sent.flatMap(({ recipients }) => recipients).sort()).toEqual(peerIds);
  });

  it("keep their place among the table's messages", async () => {
    const first = await announce({ message: "announcement 1" });
    const { version, table } = await callOrCheck([alice, bob], (await alice.table()).table);
    const second = await announce({ message: "announcement 2", player: "bob" });
    await callOrCheck([alice, bob], table);
    expect(first.body).toEqual({ seq: version - 1 });
    expect(second.body).toEqual({ seq: version + 1 });
    await room.settled();
    const since = bob.peer.received.findIndex(({ message }) => message === "announcement 1");
    const order = bob.peer.received.slice(since).map(({ message }) => {
      return message.startsWith("announcement") ? message : `table or view ${JSON.parse(message).seq}`;
    });
    expect(order.indexOf("announcement 2")).toBeGreaterThan(0);
    expect(order.slice(0, order.indexOf("announcement 2"))).not.toContain(`table or view ${version + 2}`);
    expect(order.slice(order.indexOf("announcement 2"))).not.toContain(`table or view ${version}`);
  });

  it.each([
    [{ message: "m", player: "mallory" }, 409, "not_in_room"],
    [{ message: "m", peerId: "no-such-peer" }, 409, "not_in_room"],
    [{ message: "m", player: "" }, 400, "malformed"],
    [{ message: "m", peerId: "" }, 400, "malformed"],
    [{ message: "m", role: " " }, 400, "malformed"],
    [{ message: "m", player: null }, 400, "malformed"],
    [{ message: "m", peer_id: "p" }, 400, "malformed"],
    [{ message: "m", peerId: "a", role: "viewer" }, 400, "malformed"],
    [{ message: " " }, 400, "malformed"],
    [{ message: "é".repeat(2049) }, 400, "malformed"],
  ])("are refused rather than broadcast: %j", async (body, status, code) => {
    const before = { contents: await room.contents(), sent: room.sent().length };
    const answer = await announce(body);
    expect([answer.status, answer.body["code"]]).toEqual([status, code]);
    expect({ contents: await room.contents(), sent: room.sent().length }).toEqual(before);
  });

  it("are for rooms that are known, and from operators", async () => {
    const unknown = await house.room("nowhere").admin("/messages", { message: "m" });
    expect([unknown.status, unknown.body["code"]]).toEqual([404, "unknown_room"]);
    const headers = { authorization: `Bearer ${alice.peer.authToken}` };
    const url = `${house.url()}/admin/rooms/announced/messages`;
    const stranger = await house.http(url, { headers, body: { message: "m" } });
    expect([stranger.status, stranger.body["code"]]).toEqual([401, "unauthorized"]);
  });
});
