import { HOUSE_PREFIX } from "../../../src/game/game.ts";
import type { BotStrength } from "../../../src/poker/bots/bot-strength.ts";
import type { ChaosCase, Stage } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import type { House } from "../house.ts";
import { turnsOf } from "../stored.ts";
import { type Aim, type BotKiller, createBotKiller, type Moment, type Strike } from "./bot-killer.ts";
import { finish } from "./finish.ts";

const ROOMS = ["room-1", "room-2"];
const MOMENTS: readonly Moment[] = ["takenUp", "onItsWay", "committed"];
const STRENGTHS: readonly BotStrength[] = ["random", "tight", "equity"];
const SILENCE_MS = 5000;

export const botMoverKilled: ChaosCase = {
  no: 28,
  fault:
    "The worker that moves for a bot killed (-9) in the bot's turn: as it takes the turn up, with the command on its way, right after its commit; each for each strength",
  expected: "another one plays the turn, once; no bot's turn runs out, silence 5 s at most",
  async run(stage) {
    const house = await stage.house({ env: { TABLE_BOT_SECONDS: "0.2" } });
    const killer = await openTables(stage, house);
    house.play();
    const strikes: Strike[] = [];
    for (const moment of MOMENTS)
      for (const strength of STRENGTHS) strikes.push(await strike(house, killer, { moment, strength }));
    await finish(house, 500);
    const hits = await hitsAmong(house, strikes);
    expect(hits === strikes.length, `only ${hits} of ${strikes.length} kills were in a bot's turn`);
    const played = await turnsOfBots(house);
    const silenceMs = house.longestSilenceMs();
    expect(silenceMs <= SILENCE_MS, `silent for ${silenceMs} ms`);
    return { struck: strikes.length, note: `${hits} kills in a bot's turn, ${played} bots' turns played` };
  },
};

/** Two people and three bots at each. */
async function openTables(stage: Stage, house: House): Promise<BotKiller> {
  await house.start("web", { role: "web" });
  const killer = await createBotKiller(stage, house);
  for (const roomId of ROOMS) {
    const peer = await house.emulator.join(roomId, { userId: "alice", role: "host" });
    const host = house.enroll(peer);
    await house.seat(roomId, ["bob"]);
    for (const strength of STRENGTHS) {
      const { status, text } = await host.command({ type: "addBot", strength });
      expect(status === 200, `the host may not add a bot: ${status} ${text}`);
    }
  }
  return killer;
}

/** Returns when the turn is over and both workers are there again. */
async function strike(house: House, killer: BotKiller, aim: Aim): Promise<Strike> {
  const struck = await killer.strike(aim);
  await until(
    async () => turnsOf(await house.stored(struck.roomId)).has(struck.turn),
    SILENCE_MS,
    `nobody moved for ${struck.player} on turn ${struck.turn}`,
  );
  await killer.revived();
  return struck;
}

/** How many kills came while the bot was to act; or, of those right after a commit, with the commit that ended its turn. */
async function hitsAmong(house: House, strikes: readonly Strike[]): Promise<number> {
  const isHit = async ({ roomId, turn, player, moment, atMs }: Strike): Promise<boolean> => {
    const ended = turnsOf(await house.stored(roomId)).get(turn);
    if (ended === undefined || ended.player !== player) return false;
    return moment === "committed" ? ended.atMs <= atMs : ended.atMs >= atMs;
  };
  return (await Promise.all(strikes.map(isHit))).filter((hit) => hit).length;
}

/** How many; none of them may have run out. */
async function turnsOfBots(house: House): Promise<number> {
  const rooms = await Promise.all(ROOMS.map((roomId) => house.stored(roomId)));
  const turns = rooms
    .flatMap((room) => [...turnsOf(room)])
    .filter(([, { player }]) => player.startsWith(HOUSE_PREFIX));
  for (const [id, { player, timedOut }] of turns) expect(!timedOut, `turn ${id} of ${player} ran out`);
  return turns.length;
}
