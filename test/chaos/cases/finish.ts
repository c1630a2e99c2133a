import { setTimeout as delay } from "node:timers/promises";
import { until } from "../check.ts";
import { isWhole } from "../home-game.ts";
import type { House } from "../house.ts";

type Verification = Parameters<House["verify"]>[0];

const ASKED_WITHIN_MS = 20_000;

/** Lets play go on for a while, until somebody straddled and a hand ran twice, then stops it and checks everything. */
export async function finish(house: House, playMs: number, options?: Verification): Promise<void> {
  await delay(playMs);
  await until(() => isHomeGame(house), ASKED_WITHIN_MS, "nobody straddled, or no hand was run twice");
  await house.rest();
  await house.settled();
  await house.verify(options);
}

/** Also where the rules have none of it. */
export async function isHomeGame(house: House): Promise<boolean> {
  const game = await house.homeGame();
  return game === null || isWhole(game);
}
