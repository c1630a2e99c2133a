import type { MessageSource } from "./message-source.ts";

/** As far as it is used here: `hmsNotifications` of `@100mslive/hms-video-store` and of `useHMSNotifications`' store. */
export interface HmsNotifications {
  onNotification(hear: (notification: HmsNotification) => void): () => void;
}

interface HmsNotification {
  readonly type: string;
  readonly data?: unknown;
}

/** The messages of the 100ms room that the vendor's SDK has joined or will join. Call it before `hmsActions.join()`. */
export function hmsMessages(notifications: HmsNotifications): MessageSource {
  return (listener) =>
    notifications.onNotification(({ type, data }) => {
      if (type === "NEW_MESSAGE") listener.hear(data as Parameters<typeof listener.hear>[0]);
      else if (type === "RECONNECTED") listener.connection("up");
      else if (type === "RECONNECTING" || (type === "ERROR" && isTerminal(data))) listener.connection("down");
      else if (type === "ROOM_ENDED" || type === "REMOVED_FROM_ROOM") listener.connection("left");
    });
}

function isTerminal(data: unknown): boolean {
  return (data as { readonly isTerminal?: boolean } | null | undefined)?.isTerminal === true;
}
