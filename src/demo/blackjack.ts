import { randomBytes } from "node:crypto";
import type { PrivateView, PublicTable } from "../blackjack/view.ts";
import { readConfig } from "../config.ts";
import { type Emulator, startEmulator } from "../emulator/emulator.ts";
import { castOf } from "./cast.ts";
import { startCroupier } from "./croupier.ts";
import { createDemoLog } from "./log.ts";
import { createPlayerClient, type PlayerClient } from "./player-client.ts";
import { findRedis, forgetKeys } from "./redis.ts";

const ROOM = "blackjack-demo";
const PLAYERS = 3;
const ROUNDS = 10;

interface Reading {
  readonly table: PublicTable;
  readonly you: PrivateView | null;
}

const say = (line: string): void => console.log(line);

/** Ten rounds of blackjack by bots, through the whole service and the local 100ms. */
async function play(undo: (() => Promise<unknown>)[]): Promise<void> {
  const redis = await findRedis({ env: process.env, say });
  undo.push(() => redis.stop());
  const emulator = await startEmulator();
  undo.push(() => emulator.stop());
  const config = configOf(redis.url, emulator);
  undo.push(() => forgetKeys(redis.url, config.redis.prefix));
  const url = await startCroupier(config, createDemoLog({ heard: () => undefined, say }), undo);
  emulator.webhooks.pointAt({
    url: `${url}/webhooks/100ms`,
    headers: { [config.webhook.header]: config.webhook.secrets[0] ?? "" },
  });
  const clients = new Map<string, PlayerClient>();
  for (const { player } of castOf(PLAYERS)) {
    const { authToken: token } = await emulator.join(ROOM, { userId: player, name: player, role: "player" });
    clients.set(player, createPlayerClient({ url, room: ROOM, token, heard: () => undefined }));
  }
  await emulator.webhooks.settled();
  for (let no = 1; no <= ROUNDS; no += 1) tellRound(no, await playRound(clients));
}

async function playRound(clients: ReadonlyMap<string, PlayerClient>): Promise<PublicTable> {
  let table = await bets([...clients.values()]);
  while (table.turn !== null) {
    const { id, player, seat } = table.turn;
    const total = table.seats.find((one) => one.seat === seat)?.total ?? 0;
    const client = clients.get(player) ?? fail(`nobody plays for ${player}`);
    table = await does(client, { type: total < 17 ? "hit" : "stand", turn: id });
  }
  return table;
}

async function bets(clients: readonly PlayerClient[]): Promise<PublicTable> {
  const tables: PublicTable[] = [];
  for (const client of clients) {
    const { you } = (await client.read()) as unknown as Reading;
    if (you?.mayBet === null) await does(client, { type: "rebuy" });
    tables.push(await does(client, { type: "bet", chips: 10 }));
  }
  return tables.at(-1) ?? fail("nobody has bet");
}

async function does(
  client: PlayerClient,
  command: Parameters<PlayerClient["command"]>[0],
): Promise<PublicTable> {
  const answer = await client.command(command);
  if (!answer.ok) return fail(`${command.type} was refused: ${answer.code}`);
  return (answer.reading as unknown as Reading).table;
}

function tellRound(no: number, { seats, dealer, round }: PublicTable): void {
  const results = round?.results ?? fail("the round is not over");
  say(`── Round ${no} ──  dealer ${dealer.cards.join(" ")} (${dealer.total})`);
  for (const { player, outcome, paid } of results) {
    const seat = seats.find((one) => one.player === player);
    say(
      `  ${player.padEnd(6)} ${seat?.cards.join(" ")} (${seat?.total})  ${outcome}, paid ${paid}, has ${seat?.stack}`,
    );
  }
}

function fail(why: string): never {
  throw new Error(why);
}

function configOf(redisUrl: string, emulator: Emulator) {
  const reading = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    GAME: "blackjack",
    REDIS_URL: redisUrl,
    REDIS_PREFIX: `demo-${randomBytes(4).toString("hex")}`,
    HMS_API_URL: emulator.apiUrl,
    HMS_APP_ACCESS_KEY: emulator.accessKey,
    HMS_APP_SECRET: emulator.appSecret,
    WEBHOOK_SECRETS: randomBytes(16).toString("hex"),
    ADMIN_TOKEN: randomBytes(16).toString("hex"),
    RATE_LIMIT_PLAYER: "0",
  });
  return reading.ok ? reading.config : fail(reading.faults.join("; "));
}

const undo: (() => Promise<unknown>)[] = [];
try {
  await play(undo);
  say(`${ROUNDS} rounds played`);
} finally {
  for (const step of undo.toReversed()) await step();
}
