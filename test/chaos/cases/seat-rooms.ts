import type { House } from "../house.ts";
import type { Player, PlayerSetup } from "../player.ts";

const NAMES = ["alice", "bob", "carol", "dave", "erin", "frank"];

/** One room for each number, with so many players: `room-1`, `room-2`, … */
export async function seatRooms(
  house: House,
  sizes: readonly number[],
  options: Partial<PlayerSetup> = {},
): Promise<readonly (readonly Player[])[]> {
  return await Promise.all(
    sizes.map((size, i) => house.seat(`room-${i + 1}`, NAMES.slice(0, size), options)),
  );
}
