/** A message in the 100ms room, whoever sent it. */
export interface RoomMessage {
  /** Croupier's are `custom_event`. */
  readonly type: string;
  readonly message: unknown;
  /** Of the peer that sent it: any peer can send a `custom_event`, and Croupier is no peer. */
  readonly sender?: unknown;
}

export interface MessageListener {
  hear(message: RoomMessage): void;
  /** `down`: messages may be lost from now on; `left`: there will be none any more. */
  connection(state: "up" | "down" | "left"): void;
}

/** Where messages come from. Called once; returns how to stop listening. */
export type MessageSource = (listener: MessageListener) => () => void;
