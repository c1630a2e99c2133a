import type { Emulator } from "../emulator/emulator.ts";
import type { JoinedPeer } from "../emulator/joined-peer.ts";
import type { Received } from "../emulator/room.ts";
import { type Bot, createBot } from "./bot.ts";
import { type Character, castOf, SPECTATOR } from "./cast.ts";
import type { Checks } from "./checks.ts";
import { BUY_IN, PLAYER_ROLE, SPECTATOR_ROLE } from "./environment.ts";
import { type GameMessage, readMessage, type TableView } from "./message.ts";
import type { Narrator } from "./narrator.ts";
import { createPlayerClient } from "./player-client.ts";
import { seededRandom } from "./random.ts";
import { waitFor } from "./wait.ts";

export interface Setting {
  readonly emulator: Emulator;
  /** Of Croupier. */
  readonly url: string;
  readonly room: string;
  readonly players: number;
  readonly seed: string;
  readonly thinkMs: (luck: number) => number;
  readonly checks: Checks;
  readonly narrator: Narrator;
  /** Every table that the spectator is told. */
  readonly watch: (table: TableView) => void;
}

export interface Seated extends Character {
  readonly bot: Bot;
  readonly peer: JoinedPeer;
}

const SEATED_WITHIN_MS = 15_000;

/** Lets the spectator and then one bot after the other join the 100ms room; the webhooks make Croupier seat the bots. */
export async function seatEverybody(setting: Setting, seated: Seated[]): Promise<void> {
  const { emulator, room, narrator, watch } = setting;
  const walter = await emulator.join(room, {
    userId: SPECTATOR.player,
    name: SPECTATOR.name,
    role: SPECTATOR_ROLE,
  });
  listen(setting, walter, (message) => {
    if (message.kind === "table") narrator.hearTable(message);
    if ("table" in message) watch(message.table);
  });
  for (const character of castOf(setting.players)) await seat(setting, character, seated);
}

async function seat(setting: Setting, character: Character, seated: Seated[]): Promise<void> {
  const { emulator, room, narrator } = setting;
  const { player, name } = character;
  const peer = await emulator.join(room, { userId: player, name, role: PLAYER_ROLE });
  const bot = createBotFor(setting, player, peer);
  seated.push({ ...character, bot, peer });
  let isSeated = false;
  listen(setting, peer, (message) => {
    if (message.kind !== "table" && message.you !== null) narrator.hearCards(player, message.you.cards);
    if (message.kind !== "table") isSeated ||= message.you !== null;
    bot.hear(message);
  });
  await waitFor(() => isSeated, SEATED_WITHIN_MS, `${name} was not told of a seat`);
}

function createBotFor({ url, room, seed, checks, thinkMs }: Setting, player: string, peer: JoinedPeer): Bot {
  const random = seededRandom(`${seed} ${player}`);
  const client = createPlayerClient({
    url,
    room,
    token: peer.authToken,
    heard: (text) => checks.told({ to: player, by: "answer", isPrivate: true, text }),
  });
  return createBot({
    player,
    client,
    random,
    chips: checks.chips,
    buyIn: BUY_IN,
    // Not from `random`: a pause may not change what the bot decides.
    thinkMs: () => thinkMs(Math.random()),
    fail: (error) => checks.fail(`${player} cannot go on: ${String(error)}`),
  });
}

function listen({ checks }: Setting, peer: JoinedPeer, hear: (message: GameMessage) => void): void {
  const take = ({ message: text, private: isPrivate }: Received): void => {
    checks.told({ to: peer.userId, by: "message", isPrivate, text });
    const message = readMessage(text);
    if ("table" in message) checks.chips.see(message.seq, message.table);
    hear(message);
  };
  for (const received of peer.received) take(received);
  peer.onMessage(take);
}
