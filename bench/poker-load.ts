import { randomUUID } from "node:crypto";
import { seededRandom } from "../src/demo/random.ts";
import type { PublicTable, PublicTurn } from "../src/poker/table-view.ts";
import { type Answer, type Connection, getRequest, postRequest } from "./keep-alive.ts";
import type { Errand, Errands } from "./load.ts";
import { openRooms, type Player, type RoomInPlay } from "./rooms-in-play.ts";

/** Plays poker in many rooms: each command is legal, made from the last answer of its room. */
export async function createPokerLoad(connections: readonly Connection[], rooms: number): Promise<Errands> {
  const games = (await openRooms(connections, rooms)).map((room) => ({ room, table: null as Table | null }));
  await Promise.all(
    connections.map(async (connection, at) => {
      for (let no = at; no < games.length; no += connections.length) {
        const answer = await connection.ask(tableRequest(games[no]!.room));
        games[no]!.table = tableOf(answer);
      }
    }),
  );
  const idle: Game[] = games.map(({ room, table }) => ({ room, table: table!, take: () => undefined }));
  for (const game of idle) game.take = (answer) => takeAnswer(idle, game, answer);
  return () => errandOf(idle);
}

type Table = Pick<PublicTable, "turn" | "seats">;

interface Game {
  readonly room: RoomInPlay;
  table: Table;
  take: (answer: Answer) => void;
}

function errandOf(idle: Game[]): Errand {
  const game = idle.shift();
  if (game === undefined) throw new Error("fewer rooms than connections");
  return { request: nextCommand(game), take: game.take };
}

function takeAnswer(idle: Game[], game: Game, answer: Answer): void {
  if (answer.status === 200) game.table = tableOf(answer);
  idle.push(game);
}

function tableOf({ body }: Answer): Table {
  return (JSON.parse(body) as { table: Table }).table;
}

function tableRequest({ roomId, players }: RoomInPlay): string {
  return getRequest(`/v1/rooms/${roomId}/table`, authorization(players[0]!));
}

// No worker runs that would deal the next hand, so the host does.
function nextCommand({ room, table }: Game): string {
  const { turn } = table;
  if (turn === null) return commandRequest(room, room.players[0]!, { type: "start" });
  const player = room.players.find(({ userId }) => userId === turn.player)!;
  return commandRequest(room, player, { type: "act", turn: turn.id, ...chooseAction(table, turn) });
}

const random = seededRandom("bench");

function chooseAction({ seats }: Table, turn: PublicTurn): { action: string; to?: number } {
  const luck = random();
  if (luck < 0.08 && turn.minRaiseTo !== null)
    return { action: seats.some(({ bet }) => bet > 0) ? "raise" : "bet", to: turn.minRaiseTo };
  if (turn.canCheck) return { action: "check" };
  return { action: luck < 0.2 ? "fold" : "call" };
}

function commandRequest({ roomId }: RoomInPlay, player: Player, command: object): string {
  const body = JSON.stringify({ id: randomUUID(), ...command });
  return postRequest(`/v1/rooms/${roomId}/commands`, authorization(player), body);
}

function authorization({ token }: Player): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
