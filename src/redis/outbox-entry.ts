import type { OutboxMessage } from "../rooms/ports.ts";

/**
 * A message as an outbox keeps it: what is said about it in JSON, and beside it the payload, since a string of JSON
 * in JSON is mostly backslashes.
 */
export function writeMessage({
  seq,
  topic,
  target,
  type,
  atMs,
  store,
  trace,
  message,
}: OutboxMessage): readonly [about: string, payload: string] {
  return [JSON.stringify({ seq, topic, target, type, atMs, store, trace }), message];
}

export function readMessage(about: string, payload: string): OutboxMessage {
  return { ...(JSON.parse(about) as Omit<OutboxMessage, "message">), message: payload };
}
