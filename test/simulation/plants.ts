import type { Commit, Lanes, Outbox, RoomStore } from "../../src/rooms/ports.ts";
import type { Notification } from "../../src/rooms/presence-fact.ts";
import type { AnyGame } from "../../src/rooms/room-state.ts";
import type { Conference } from "./conference.ts";
import type { SimPlatform } from "./platform.ts";
import type { SharedRedis } from "./world.ts";

/** What a bug is made from. */
interface Soil {
  readonly redis: SharedRedis;
  readonly platform: SimPlatform;
  readonly conference: Conference;
}

/** A known bug, put around the shell's ports and functions; the shell's own code stays as it is. */
export interface Plant {
  readonly bug: string;
  readonly commit?: (commit: Commit) => Commit;
  readonly store?: (store: RoomStore, soil: Soil) => RoomStore;
  readonly outbox?: (outbox: Outbox) => Outbox;
  readonly lanes?: (lanes: Lanes, soil: Soil) => Lanes;
  readonly game?: (game: AnyGame) => AnyGame;
  readonly notification?: (notification: Notification, soil: Soil) => Notification;
}

export const NO_PLANT: Plant = { bug: "none" };

const PLANTS: Readonly<Record<string, Plant>> = {
  "send-before-commit": {
    bug: "messages go out before they are stored",
    store: (store, { platform }) => ({
      ...store,
      async commit(commit) {
        for (const { target, type, message } of commit.change?.messages ?? []) {
          if (target.kind === "room") await platform.sendToRoom(commit.roomId, { type, message });
        }
        return await store.commit(commit);
      },
    }),
  },
  "cas-without-seen": {
    bug: "a commit checks the version, not whether the same id was carried out already",
    commit: (commit) => ({ ...commit, seen: null }),
  },
  "simple-deduplication": {
    bug: "a wake-up is dropped while its room's job runs",
    lanes: (lanes, { redis }) => ({
      async wake(roomId) {
        if (!redis.lanes.running().some((job) => job.roomId === roomId)) await lanes.wake(roomId);
      },
    }),
  },
  "acknowledge-before-send": {
    bug: "messages are deleted from the outbox before they are sent",
    outbox: (outbox) => ({
      ...outbox,
      async claim(holding, delivered) {
        const claim = await outbox.claim(holding, delivered);
        if (claim.outcome === "claimed")
          await outbox.acknowledge(
            holding,
            claim.entries.map(({ id }) => id),
          );
        return claim;
      },
    }),
  },
  "leave-by-user": {
    bug: "the leave of one peer takes another peer of the same user",
    notification(notification, { conference }) {
      const { fact, roomId } = notification;
      if (fact.type !== "peerLeft") return notification;
      const other = conference
        .connected(roomId)
        .find(({ userId, peerId }) => userId === fact.peer.userId && peerId !== fact.peer.peerId);
      if (other === undefined) return notification;
      return { ...notification, fact: { ...fact, peer: { ...fact.peer, peerId: other.peerId } } };
    },
  },
  "card-in-public-event": {
    bug: "the event that tells that cards were dealt tells which is next",
    game: (game) => ({
      ...game,
      publicEvent(event) {
        const secret = event as { readonly type: string; readonly deck?: readonly string[] };
        if (secret.type === "DeckShuffled") return { type: secret.type, next: secret.deck?.[0] };
        return game.publicEvent(event);
      },
    }),
  },
};

export function plantNamed(name: string): Plant {
  const plant = PLANTS[name];
  if (plant === undefined) throw new Error(`no plant ${name}: there are ${Object.keys(PLANTS).join(", ")}`);
  return plant;
}
