import { deliver } from "../../src/rooms/deliver.ts";
import type { OutboxMessage } from "../../src/rooms/ports.ts";
import { ROOM } from "../fakes/facts.ts";
import type { Send } from "../fakes/memory-platform.ts";
import { createShell, createWorld } from "../fakes/shell.ts";
import { START_MS } from "../fakes/test-clock.ts";
import { commitOf, connected, message } from "../redis/commits.ts";

export const PEERS = [connected("ann-1"), connected("ann-2"), connected("bob-1")];

export function announcement(seq: number, changes: Partial<OutboxMessage> = {}): OutboxMessage {
  return message(seq, { topic: "announcement", message: `no ${seq}`, atMs: START_MS, ...changes });
}

/** One room's outbox, and a worker for it. */
export function openLane() {
  const world = createWorld();
  const shell = createShell(world);
  return {
    world,
    shell,
    async put(messages: readonly OutboxMessage[], peers = PEERS): Promise<void> {
      const version = (await world.redis.store.load(ROOM))?.version ?? 0;
      const nowMs = world.clock.nowMs();
      await world.redis.store.commit(
        commitOf({ expectedVersion: version, change: { messages, connected: peers }, nowMs }),
      );
    },
    drain: () => world.clock.finish(deliver(shell.delivery, ROOM)),
    sent: (): readonly string[] => world.platform.sent.map((send) => `${send.message} ${readerOf(send)}`),
    async seqsLeft(): Promise<readonly number[]> {
      return (await world.redis.records.undelivered(ROOM, 1000)).map(({ seq }) => seq);
    },
    failFirst(times: number, failure: () => Error): void {
      let left = times;
      world.platform.answer(() => {
        left -= 1;
        if (left >= 0) throw failure();
      });
    },
    /** Another worker takes the room. */
    steal(): void {
      const room = world.redis.data.rooms.get(ROOM);
      if (room !== undefined) room.lease = { value: "another", untilMs: world.clock.nowMs() + 60_000 };
    },
  };
}

export type Lane = ReturnType<typeof openLane>;

function readerOf({ to }: Send): string {
  if (to === "room") return "room";
  return "peerId" in to ? to.peerId : to.role;
}
