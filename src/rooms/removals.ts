import type { PlayerId } from "../game/game.ts";
import type { OutboxMessage } from "./ports.ts";
import { connectedPeers } from "./presence.ts";
import type { RoomEvent, RoomState } from "./room-state.ts";
import type { Rules } from "./transition.ts";

interface Moment {
  readonly state: RoomState;
  readonly seq: number;
  readonly atMs: number;
}

/**
 * The peers that the events put out of the room: those of this moment, so that carrying a removal out late or twice
 * does not hit who has come back since.
 */
export function removalsOf(
  { game, expelsFromRoom }: Pick<Rules, "game" | "expelsFromRoom">,
  events: readonly RoomEvent[],
  { state, seq, atMs }: Moment,
): readonly OutboxMessage[] {
  if (!expelsFromRoom || game.expels === undefined) return [];
  const reasons = new Map<PlayerId, string>();
  for (const event of events) {
    const expelled = event.of === "game" ? game.expels(event.event) : null;
    if (expelled !== null) reasons.set(expelled.player, expelled.reason);
  }
  if (reasons.size === 0) return [];
  return connectedPeers(state.presence).flatMap(({ peerId, peer }): readonly OutboxMessage[] => {
    const message = reasons.get(peer.userId as PlayerId);
    const target = { kind: "peer", peerId } as const;
    return message === undefined
      ? []
      : [{ seq, topic: "removal", target, type: "remove-peers", message, atMs }];
  });
}
