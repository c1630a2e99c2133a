import type { Audience } from "./room.ts";
import type { Rooms } from "./rooms.ts";
import { type Frame, refusalFrame, resultFrame } from "./socket-frames.ts";
import {
  broadcastParams,
  endParams,
  joinParams,
  removeParams,
  type SocketRequest,
  updateParams,
} from "./socket-request.ts";

/** What a peer's requests are answered with. */
export interface Answers {
  readonly rooms: Rooms;
  readonly roomId: string;
  readonly peerId: string;
  send(frame: Frame): void;
  /** Again without an effect. */
  join(as: { readonly name: string; readonly metadata: string }): void;
  /** From now on it hears the room's messages; first of all it gets the peer list. */
  welcome(): void;
  leave(): void;
  /** False when there is no such peer. */
  remove(peerId: string, reason: string): boolean;
}

/** A result is never empty: the SDK takes an empty one for a failure. */
type Outcome = { readonly result: object } | { readonly code: number; readonly message: string };

const DONE: Outcome = { result: { ok: true } };
const MALFORMED: Outcome = { code: 400, message: "params are malformed" };
const NO_PEER: Outcome = { code: 404, message: "peer not found" };

/** Answers when the request has an `id`; what the SDK only reports (`analytics`, `trickle`, `track-update`) has none. */
export function answerRequest(answers: Answers, { id, method, params }: SocketRequest): void {
  const outcome = outcomeOf(answers, method, params);
  if (id === null) return;
  if ("result" in outcome) answers.send(resultFrame(method, id, outcome.result));
  else answers.send(refusalFrame(method, id, outcome.code, outcome.message));
  if (method === "join" && "result" in outcome) answers.welcome();
}

function outcomeOf(answers: Answers, method: string, params: unknown): Outcome {
  switch (method) {
    case "join":
      return join(answers, params);
    case "ping":
      return { result: { timestamp: Date.now() } };
    case "leave":
      answers.leave();
      return DONE;
    case "broadcast":
      return ifJoined(answers, () => broadcast(answers, params));
    case "peer-update":
      return ifJoined(answers, () => update(answers, params));
    case "peer-leave-request":
      return ifHost(answers, () => remove(answers, params));
    case "end-room":
      return ifHost(answers, () => endRoom(answers, params));
    default:
      return { code: 405, message: `the emulator does not know ${method}` };
  }
}

function join(answers: Answers, params: unknown): Outcome {
  const { data } = joinParams.safeParse(params);
  if (data === undefined) return MALFORMED;
  answers.join({ name: data.name ?? "", metadata: data.data ?? "" });
  return { result: { sfu_node_id: "" } };
}

function broadcast({ rooms, roomId, peerId }: Answers, params: unknown): Outcome {
  const { data } = broadcastParams.safeParse(params);
  if (data === undefined) return MALFORMED;
  const audience = audienceOf(data.peer_id ?? "", data.roles ?? []);
  const { id, atMs, recipients } = rooms.send(roomId, audience, { ...data.info, sender: peerId });
  if (audience.kind === "peer" && recipients.length === 0) return NO_PEER;
  return { result: { message_id: id, timestamp: atMs } };
}

function audienceOf(peerId: string, roles: readonly string[]): Audience {
  if (peerId !== "") return { kind: "peer", peerId };
  return roles.length === 0 ? { kind: "room" } : { kind: "role", roles };
}

function update({ rooms, roomId, peerId }: Answers, params: unknown): Outcome {
  const { data } = updateParams.safeParse(params);
  if (data === undefined) return MALFORMED;
  rooms.change(roomId, peerId, { name: data.name, metadata: data.data });
  return DONE;
}

function remove(answers: Answers, params: unknown): Outcome {
  const { data } = removeParams.safeParse(params);
  if (data === undefined) return MALFORMED;
  return answers.remove(data.requested_for, data.reason) ? DONE : NO_PEER;
}

function endRoom({ rooms, roomId }: Answers, params: unknown): Outcome {
  const { data } = endParams.safeParse(params);
  if (data === undefined) return MALFORMED;
  rooms.end(roomId, data.reason, data.lock);
  return DONE;
}

function ifJoined({ rooms, roomId, peerId }: Answers, answer: () => Outcome): Outcome {
  const isThere = rooms.find(roomId)?.attendances.has(peerId) === true;
  return isThere ? answer() : { code: 400, message: "join first" };
}

function ifHost(answers: Answers, answer: () => Outcome): Outcome {
  const { rooms, roomId, peerId } = answers;
  const role = rooms.find(roomId)?.attendances.get(peerId)?.peer.role;
  return ifJoined(answers, () => (role === "host" ? answer() : { code: 403, message: "not permitted" }));
}
