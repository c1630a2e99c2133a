/** As far as these pages use it: the React SDK brings a copy of its own, whose types are others. */
interface Actions {
  join(joining: { authToken: string; userName: string; initEndpoint: string }): Promise<void>;
  leave(): Promise<void>;
  sendBroadcastMessage(message: string, type: string): Promise<void>;
  removePeer(peerId: string, reason: string): Promise<void>;
  sendDirectMessage(message: string, peerId: string, type: string): Promise<void>;
}

interface Notifications {
  onNotification(listener: (notification: { type: string; data?: unknown }) => void): unknown;
}

export interface PeerSeen {
  readonly id: string;
  readonly name: string;
  readonly roleName?: string;
}

export interface Told {
  readonly message: string;
  readonly type: string | undefined;
  /** Id of the peer that sent it; null when a server did. */
  readonly sender: string | null;
}

/** What a test does with the SDK in a page. */
export interface SdkPeer {
  readonly actions: Actions;
  /** All in the room as the SDK knows it, oneself included. */
  peers(): readonly PeerSeen[];
  /** In the order of `onNotification`. */
  readonly messages: readonly Told[];
  /** The types of all other notifications. */
  readonly notices: readonly string[];
  roomState(): string;
}

declare global {
  interface Window {
    peer?: SdkPeer;
  }
}

/** Keeps what `onNotification` tells; to be called before `join`. */
export function listen(notifications: Notifications): Pick<SdkPeer, "messages" | "notices"> {
  const messages: Told[] = [];
  const notices: string[] = [];
  notifications.onNotification((notification) => {
    const told = notification.data as { message: string; type?: string; sender?: string };
    if (notification.type !== "NEW_MESSAGE") notices.push(notification.type);
    else messages.push({ message: told.message, type: told.type, sender: told.sender ?? null });
  });
  return { messages, notices };
}
