import type { Delivery } from "./coalesce.ts";

/**
 * Deliveries in their order, those together that may go out at once: the private views of one commit, each another
 * player's. Nobody gets two of them, so everybody's order holds, and the last player at the table need not wait for as
 * many calls to 100ms as there are players.
 */
export function wavesOf(deliveries: readonly Delivery[]): readonly (readonly Delivery[])[] {
  const waves: Delivery[][] = [];
  for (const delivery of deliveries) {
    const last = waves.at(-1);
    if (last !== undefined && isWhisperBeside(last[0], delivery)) last.push(delivery);
    else waves.push([delivery]);
  }
  return waves;
}

function isWhisperBeside(first: Delivery | undefined, { entry }: Delivery): boolean {
  return first?.entry.topic === "you" && entry.topic === "you" && first.entry.seq === entry.seq;
}
