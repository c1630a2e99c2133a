import { describe, expect, it } from "@jest/globals";
import { hmsMessages } from "../../src/client/hms-messages.ts";

function listen() {
  const told: unknown[] = [];
  let notify: (notification: { type: string; data?: unknown }) => void = () => undefined;
  let isListening = true;
  const stop = hmsMessages({
    onNotification: (hear) => {
      notify = hear;
      return () => {
        isListening = false;
      };
    },
  })({ hear: (message) => told.push(message), connection: (state) => told.push(state) });
  return {
    told,
    notify: (type: string, data?: unknown) => notify({ type, data }),
    stop,
    isListening: () => isListening,
  };
}

describe("the vendor's notifications", () => {
  it("bring every message with its sender, for the table to judge", () => {
    const { told, notify } = listen();
    const message = { type: "custom_event", message: "{}", sender: "peer-1" };
    notify("NEW_MESSAGE", message);
    expect(told).toEqual([message]);
  });

  it("tell how the connection is", () => {
    const { told, notify } = listen();
    notify("RECONNECTING", { isTerminal: false });
    notify("RECONNECTED", null);
    notify("ERROR", { isTerminal: false });
    notify("ERROR", { isTerminal: true });
    notify("PEER_JOINED", {});
    notify("ROOM_ENDED", {});
    notify("REMOVED_FROM_ROOM", {});
    expect(told).toEqual(["down", "up", "down", "left", "left"]);
  });

  it("are not heard after the end", () => {
    const { stop, isListening } = listen();
    stop();
    expect(isListening()).toBe(false);
  });
});
