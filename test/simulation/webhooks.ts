import type { Notification } from "../../src/rooms/presence-fact.ts";
import type { FrontDoor } from "./front-door.ts";
import { strike, type World } from "./world.ts";

const RETRIES_MS = [1000, 3000, 10_000];

/** How 100ms posts a webhook: three retries, then the event is gone, unless somebody has it replayed. */
export function postWebhook(world: World, door: FrontDoor, notification: Notification): void {
  const { scheduler, luck, weather } = world;
  const attempt = async (tries: number): Promise<void> => {
    try {
      if (luck.chance(world.weather.webhooks.lost)) throw new Error("lost on the way");
      await door.ask((rooms) => rooms.notify(notification));
    } catch {
      strike(world, `webhook ${notification.id} fails`);
      const waitMs = RETRIES_MS[tries];
      if (waitMs !== undefined) scheduler.resume(waitMs, null, () => void attempt(tries + 1));
      else if (luck.chance(0.3)) replay();
    }
  };
  const replay = (): void => {
    const again = { ...notification, isReplay: true };
    scheduler.resume(luck.between(100, 20_000), null, () => postWebhook(world, door, again));
  };
  const { late, duplicate } = weather.webhooks;
  const delayMs = (): number => (luck.chance(late) ? luck.between(0, 15_000) : luck.between(5, 60));
  scheduler.resume(delayMs(), null, () => void attempt(0));
  if (luck.chance(duplicate)) scheduler.resume(delayMs(), null, () => void attempt(RETRIES_MS.length));
}
