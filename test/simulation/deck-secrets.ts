import type { Moment } from "./history.ts";
import type { World } from "./world.ts";

/** What the decks follow from is nobody's to know while the session lasts. */
export function checkNoDeckSecret(world: World, moments: readonly Moment[], text: string): void {
  for (const { version, table } of moments)
    for (const secret of [table.decks?.secret, table.play?.sealed?.key])
      if (secret !== undefined && text.includes(secret))
        world.fail(`a text of ${version} tells the secret of the decks: ${text}`);
}
