import { setTimeout as delay } from "node:timers/promises";
import type { House } from "../house.ts";

type Verification = Parameters<House["verify"]>[0];

/** Lets play go on for a while, then stops it and checks everything. */
export async function finish(house: House, playMs: number, options?: Verification): Promise<void> {
  await delay(playMs);
  await house.rest();
  await house.settled();
  await house.verify(options);
}
