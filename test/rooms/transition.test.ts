import { describe, expect, it } from "@jest/globals";
import { evolveRoom, newRoom } from "../../src/rooms/room-state.ts";
import { joined, left, missing, peerId, playerId, roleChanged, seen, sessionClosed } from "../fakes/facts.ts";
import { highestNumber } from "../fakes/highest-number.ts";
import { ROUND_MS, RoomInTest } from "./room-in-test.ts";

describe("a presence fact", () => {
  it("tells the game who comes and goes", () => {
    const room = new RoomInTest().hear(joined("ann-1"));
    expect(room.happened).toEqual(["presence", "Came"]);
    expect(room.hear(left("ann-1")).happened).toEqual(["presence", "Went"]);
  });

  it("changes nothing when it is known", () => {
    const room = new RoomInTest().hear(joined("ann-1"));
    const before = room.state;
    expect(room.hear(joined("ann-1")).events).toEqual([]);
    expect(room.state).toBe(before);
  });

  it("tells the game nothing of a second peer of the same user", () => {
    const room = new RoomInTest().hear(joined("ann-1"));
    expect(room.hear(joined("ann-2", 2)).happened).toEqual(["presence"]);
    expect(room.hear(left("ann-1", 3)).happened).toEqual(["presence"]);
    expect(room.hear(left("ann-2", 4)).happened).toEqual(["presence", "Went"]);
  });

  it("tells the game nothing of phones and of peers without a user", () => {
    expect(new RoomInTest().hear(joined("ann-1", 1, { type: "sip" })).happened).toEqual(["presence"]);
    expect(new RoomInTest().hear(joined("ann-1", 1, { userId: "" })).happened).toEqual(["presence"]);
  });

  it("lets roles that may not play watch", () => {
    expect(new RoomInTest().hear(joined("ann-1", 1, { role: "guest" })).table.players).toEqual([]);
  });

  it("is taken with others in one step", () => {
    const room = new RoomInTest().hear(joined("ann-1"), joined("ann-1"), seen("bob-1", 1, 5));
    expect(room.happened).toEqual(["presence", "presence", "Came", "Came"]);
  });

  it("of who is there by another peer all the while tells the game nothing", () => {
    const room = new RoomInTest().hear(joined("ann-1"));
    expect(room.hear(seen("ann-2", 2, 5), missing("ann-1", 5)).happened).toEqual(["presence", "presence"]);
  });

  it("of a closed session tells who left, then that the room closed", () => {
    const notices: string[] = [];
    const listening = {
      ...highestNumber,
      decide: (...[state, input, facts]: Parameters<typeof highestNumber.decide>) => {
        if (input.from === "room") notices.push(input.notice.type);
        return highestNumber.decide(state, input, facts);
      },
    };
    const room = new RoomInTest(listening).hear(joined("ann-1"), joined("bob-1", 2));
    room.hear(sessionClosed());
    expect(notices).toEqual(["playerJoined", "playerJoined", "playerLeft", "playerLeft", "roomClosed"]);
    room.hear(sessionClosed());
    expect(notices).toHaveLength(5);
  });

  it("of an old session that closes late does not close the room of the next one", () => {
    const notices: string[] = [];
    const listening = {
      ...highestNumber,
      decide: (...[state, input, facts]: Parameters<typeof highestNumber.decide>) => {
        if (input.from === "room") notices.push(input.notice.type);
        return highestNumber.decide(state, input, facts);
      },
    };
    new RoomInTest(listening)
      .hear(joined("ann-1"), joined("ann-2", 200, { sessionId: "s2" }))
      .hear(sessionClosed("s1", 100));
    expect(notices).toEqual(["playerJoined"]);
  });

  it("tells of a new name or role, of the peer that joined last", () => {
    const profiles: unknown[] = [];
    const listening = {
      ...highestNumber,
      decide: (...[state, input, facts]: Parameters<typeof highestNumber.decide>) => {
        if (input.from === "room" && "profile" in input.notice) profiles.push(input.notice.profile);
        return highestNumber.decide(state, input, facts);
      },
    };
    new RoomInTest(listening)
      .hear(joined("ann-1"))
      .hear(roleChanged("ann-1", "host", 2))
      .hear(joined("ann-2", 3, { name: "Anna", role: "guest" }));
    expect(profiles).toEqual([
      { name: "ann", mayPlay: true, isHost: false },
      { name: "ann", mayPlay: true, isHost: true },
      { name: "Anna", mayPlay: false, isHost: false },
    ]);
  });

  it("that the game refuses to hear of is a bug", () => {
    const rejection = { kind: "conflict", reason: "deaf", message: "no" } as const;
    const deaf = { ...highestNumber, decide: () => ({ ok: false, rejection }) as const };
    expect(() => new RoomInTest(deaf).hear(joined("ann-1"))).toThrow("refused to be told playerJoined: deaf");
  });
});

describe("a command", () => {
  it("moves the game", () => {
    const room = new RoomInTest().hear(joined("ann-1")).pick("ann", 5);
    expect(room.happened).toEqual(["Picked"]);
  });

  it("of somebody who is not in the room is refused", () => {
    expect(new RoomInTest().pick("ann", 5).refusal).toBe("not_in_room");
    expect(new RoomInTest().hear(joined("ann-1"), left("ann-1")).pick("ann", 5).refusal).toBe("not_in_room");
    expect(new RoomInTest().hear(joined("ann-1", 1, { type: "sip" })).pick("ann", 5).refusal).toBe(
      "not_in_room",
    );
  });

  it("is refused as the game says", () => {
    const room = new RoomInTest().hear(joined("ann-1")).pick("ann", 5);
    const before = room.state;
    expect(room.pick("ann", 6).refusal).toBe("already_picked");
    expect(room.state).toBe(before);
  });

  it("comes with the host's rights of the role in force", () => {
    const asked: boolean[] = [];
    const listening = {
      ...highestNumber,
      decide: (...[state, input, facts]: Parameters<typeof highestNumber.decide>) => {
        if (input.from === "player") asked.push(input.isHost);
        return highestNumber.decide(state, input, facts);
      },
    };
    new RoomInTest(listening)
      .hear(joined("ann-1"))
      .pick("ann", 1)
      .hear(roleChanged("ann-1", "host", 2))
      .pick("ann", 1);
    expect(asked).toEqual([false, true]);
  });
});

describe("the clock", () => {
  it("carries the deadline out when it has passed, not before", () => {
    const room = new RoomInTest().hear(joined("ann-1")).pick("ann", 5);
    expect(room.wait(ROUND_MS - 1).strike().events).toEqual([]);
    expect(room.wait(1).strike().happened).toEqual(["Revealed"]);
    expect(room.strike().events).toEqual([]);
    expect(room.table.winner).toEqual({ player: "ann", number: 5 });
  });
});

describe("an operator", () => {
  it("gives orders to the game", () => {
    expect(new RoomInTest().take({ kind: "order", order: "pause" }).events).toEqual([]);
  });

  it("announces to whom is there", () => {
    const room = new RoomInTest().hear(joined("ann-1"), joined("bob-1", 1, { userId: "" }));
    const announce = (to: Parameters<typeof room.take>[0] & { kind: "announcement" }) =>
      room.take(to).refusal;
    const saying = (to: object) =>
      announce({ kind: "announcement", announcement: { message: "hi", type: "custom_event", to } } as never);
    expect(saying({ kind: "room" })).toBeNull();
    expect(saying({ kind: "role", role: "nobody" })).toBeNull();
    expect(saying({ kind: "player", player: playerId("ann") })).toBeNull();
    expect(saying({ kind: "peer", peerId: peerId("bob-1") })).toBeNull();
    expect(saying({ kind: "player", player: playerId("zed") })).toBe("not_in_room");
    expect(saying({ kind: "player", player: playerId("") })).toBe("not_in_room");
    expect(saying({ kind: "peer", peerId: peerId("zed-1") })).toBe("not_in_room");
  });
});

describe("the events of a room", () => {
  it("fold to its state", () => {
    const room = new RoomInTest();
    const log = [
      room.hear(joined("ann-1"), joined("bob-1", 2)).events,
      room.pick("ann", 5).events,
      room.pick("bob", 7).events,
      room.wait(ROUND_MS).strike().events,
      room.hear(left("bob-1", 3), sessionClosed()).events,
      [{ of: "operator", announced: "custom_event" } as const],
    ].flat();
    const folded = log.reduce(
      (state, event) => evolveRoom(highestNumber, state, event),
      newRoom(highestNumber, { roundMs: ROUND_MS }, "origin"),
    );
    expect(folded).toEqual(room.state);
  });
});
