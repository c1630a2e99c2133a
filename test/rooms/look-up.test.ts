import { describe, expect, it } from "@jest/globals";
import type { PlayerId } from "../../src/game/game.ts";
import type { HistoryAnswer } from "../../src/rooms/rooms.ts";
import { tick } from "../../src/rooms/tick.ts";
import { joined, left, notification, playerId, ROOM } from "../fakes/facts.ts";
import { createShell, type Shell } from "../fakes/shell.ts";

const ANN = playerId("ann");
const BOB = playerId("bob");
const ROUND_MS = 30_000;

describe("what was kept of a game", () => {
  it("is there as soon as it is finished, in the same commit, and not before", async () => {
    const shell = await withPlayers();
    await pick(shell, ANN, 7);
    expect(await hand(shell, ANN, 1)).toMatchObject({
      rejection: { kind: "unknown", reason: "unknown_hand" },
    });
    await finishRound(shell);
    expect(await hand(shell, ANN, 1)).toEqual({ format: "json", mine: { player: "ann", number: 7 } });
    expect(await hand(shell, ANN, 1, "phh")).toMatchObject({ format: "phh" });
  });

  it("is shown to each as the game shows it to them", async () => {
    const shell = await withPlayers();
    await playRound(shell, 7);
    expect(await hand(shell, BOB, 1)).toEqual({ format: "json" });
  });

  it("comes in pages of twenty, newest first", async () => {
    const shell = await withPlayers();
    for (let no = 1; no <= 21; no++) await playRound(shell, no);
    const first = await page(shell, null);
    expect(first.hands.map(({ mine }) => mine.number)).toEqual(
      Array.from({ length: 20 }, (_, at) => 21 - at),
    );
    expect(first).toMatchObject({ before: 2 });
    expect(await page(shell, 2)).toEqual({
      hands: [{ format: "summary", mine: { player: "ann", number: 1 } }],
      before: null,
    });
    expect(await page(shell, 22)).toEqual(first);
  });

  it("is not for those who are neither in the room nor play", async () => {
    const shell = await withPlayers();
    await playRound(shell, 7);
    const stranger = playerId("cyd");
    const refused = { ok: false, rejection: { kind: "conflict", reason: "not_in_room" } };
    const { rooms } = shell;
    expect(await rooms.hands({ roomId: ROOM, player: stranger, before: null })).toMatchObject(refused);
    expect(await rooms.hand({ roomId: ROOM, player: stranger, no: 1, format: "json" })).toMatchObject(
      refused,
    );
    expect(await rooms.ledger({ roomId: ROOM, player: stranger, format: "json" })).toMatchObject(refused);
    await rooms.notify(notification(left("bob-1", 50)));
    expect(await rooms.hands({ roomId: ROOM, player: BOB, before: null })).toMatchObject(refused);
  });

  it("is nothing in a game that keeps nothing", async () => {
    const { history: _, ...game } = createShell().deps.rules.game;
    const shell = await withPlayers(createShell(undefined, { game }));
    await playRound(shell, 7);
    expect(await page(shell, null)).toEqual({ hands: [], before: null });
    expect(await hand(shell, ANN, 1)).toMatchObject({ rejection: { reason: "unknown_hand" } });
    expect(await shell.rooms.ledger({ roomId: ROOM, player: ANN, format: "json" })).toMatchObject({
      rejection: { kind: "unknown", reason: "unknown_ledger" },
    });
  });
});

async function withPlayers(shell = createShell()): Promise<Shell> {
  for (const id of ["ann-1", "bob-1"]) await shell.rooms.notify(notification(joined(id)));
  return shell;
}

async function pick({ rooms, deps }: Shell, player: PlayerId, number: number): Promise<void> {
  await rooms.command({ roomId: ROOM, player, id: deps.newId(), body: { type: "pick", number } });
}

async function finishRound(shell: Shell): Promise<void> {
  await shell.clock.advance(ROUND_MS);
  await tick(shell.deps, ROOM);
}

async function playRound(shell: Shell, number: number): Promise<void> {
  await pick(shell, ANN, number);
  await finishRound(shell);
}

async function hand({ rooms }: Shell, player: PlayerId, no: number, format = "json"): Promise<unknown> {
  return read(await rooms.hand({ roomId: ROOM, player, no, format }));
}

async function page({ rooms }: Shell, before: number | null) {
  const answer = await rooms.hands({ roomId: ROOM, player: ANN, before });
  return read(answer) as { hands: { mine: { number: number } }[]; before: number | null };
}

function read(answer: HistoryAnswer): unknown {
  return answer.ok ? JSON.parse(answer.document.text) : answer;
}
