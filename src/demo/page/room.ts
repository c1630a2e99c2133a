import { HMSLogLevel, HMSReactiveStore } from "@100mslive/react-sdk";
import { hmsMessages } from "../../client/hms-messages.ts";
import { createTable, type Table } from "../../client/table.ts";
import type { Pass, Place } from "./place.ts";

/** A 100ms room with the table in it. */
export interface Room {
  readonly hms: HMSReactiveStore;
  readonly table: Table;
  /** Resolves when the room is joined. */
  readonly joined: Promise<void>;
  leave(): void;
}

export function enterRoom(place: Place, pass: Pass): Room {
  const hms = new HMSReactiveStore();
  hms.triggerOnSubscribe();
  const { baseUrl, roomId } = place;
  const messages = hmsMessages(hms.getNotifications());
  const table = createTable({ baseUrl, roomId, token: pass.token, messages });
  const actions = hms.getActions();
  // Below that it writes every message to the console, which takes longer than drawing it.
  actions.setLogLevel(HMSLogLevel.WARN);
  const joined = actions.join({
    userName: pass.name,
    authToken: pass.token,
    ...(place.initEndpoint !== null && { initEndpoint: place.initEndpoint }),
  });
  return {
    hms,
    table,
    joined,
    leave: () => {
      table.close();
      void joined.then(() => actions.leave());
    },
  };
}
