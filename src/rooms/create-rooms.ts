import type { ExecuteDeps } from "./execute.ts";
import { handleCommand, readTable } from "./handle-command.ts";
import { inspectRoom, listRooms } from "./inspect.ts";
import { takeIn } from "./intake.ts";
import { settleMessage } from "./leftovers.ts";
import { readAudit, readHand, readHands, readLedger } from "./look-up.ts";
import { announce, order } from "./operate.ts";
import type { Leftovers, Platform, RoomIndexes, RoomRecords } from "./ports.ts";
import type { Reach } from "./reach.ts";
import type { Reconciler } from "./reconcile.ts";
import { createReconciler } from "./reconcile.ts";
import type { Rooms } from "./rooms.ts";

interface RoomsDeps extends ExecuteDeps {
  readonly records: RoomRecords;
  readonly leftovers: Leftovers;
  readonly indexes: RoomIndexes;
  readonly platform: Platform;
  readonly reach: Reach;
}

/** The shell, wired: what the edges ask of it, and the reconciler that delivery and schedule share. */
export function createRooms(deps: RoomsDeps): { readonly rooms: Rooms; readonly reconciler: Reconciler } {
  const reconciler = createReconciler(deps);
  const all = { ...deps, reconciler };
  const rooms: Rooms = {
    notify: (notification, trace) => takeIn(all, notification, trace),
    read: (roomId, player) => readTable(all, roomId, player),
    command: (request) => handleCommand(all, request),
    hands: (request) => readHands(all, request),
    hand: (request) => readHand(all, request),
    ledger: (request) => readLedger(all, request),
    audit: (roomId) => readAudit(all, roomId),
    order: (roomId, what) => order(all, roomId, what),
    announce: (roomId, announcement) => announce(all, roomId, announcement),
    settleMessage: (roomId, task) => settleMessage(all, roomId, task),
    reconcile: (roomId) => reconciler.reconcile(roomId),
    list: () => listRooms(all),
    inspect: (roomId) => inspectRoom(all, roomId),
  };
  return { rooms, reconciler };
}
