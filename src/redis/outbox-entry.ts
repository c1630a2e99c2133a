import type { OutboxMessage } from "../rooms/ports.ts";

/**
 * What is said about a message that an outbox keeps. Its payload is kept beside it, since a string of JSON in JSON is
 * mostly backslashes.
 */
export function aboutMessage({ seq, topic, target, type, atMs, store, trace }: OutboxMessage): string {
  return JSON.stringify({ seq, topic, target, type, atMs, store, trace });
}

export function readMessage(about: string, payload: string): OutboxMessage {
  return { ...(JSON.parse(about) as Omit<OutboxMessage, "message">), message: payload };
}
