import type { PlayerId } from "../game/game.ts";
import { oncePer } from "./once-per.ts";
import type { OutboxMessage, PeerId, RoomId, Sharing } from "./ports.ts";
import { connectedPeers, type Presence } from "./presence.ts";
import type { AnyGame, RoomEvent, RoomState } from "./room-state.ts";
import type { Announcement } from "./rooms.ts";
import type { Views } from "./views.ts";

/** 100ms documents no limit for a message; this much is certain to pass. UTF-8 bytes. */
const MESSAGE_LIMIT = 4096;

interface Moment {
  readonly state: RoomState;
  readonly views: Views;
}

interface Step {
  readonly game: AnyGame;
  readonly roomId: RoomId;
  /** The version that the step leads to. */
  readonly seq: number;
  readonly atMs: number;
  readonly before: Moment;
  readonly after: Moment;
  readonly events: readonly RoomEvent[];
}

/** The messages that a step owes its room, by comparing what everybody could see before and after. */
export function messagesOf(step: Step): readonly (OutboxMessage & Sharing)[] {
  return [...welcomes(step), ...tableMessage(step), ...privateMessages(step)];
}

export function announcementMessage(announcement: Announcement, seq: number, atMs: number): OutboxMessage {
  const { to: target, type, message } = announcement;
  return { seq, topic: "announcement", target, type, message, atMs };
}

/** A table message with as many of the newest events as fit: an animation may be lost, the table may not. */
export function writeTable(
  game: string,
  roomId: string,
  seq: number,
  { events, table, tableBytes }: Pick<Views, "table" | "tableBytes"> & { readonly events: readonly string[] },
): Text {
  const head = envelope(game, roomId, seq, "table");
  const fixed = Buffer.byteLength(head) + tableBytes + FRAME.length;
  const kept = newestWithin(events, MESSAGE_LIMIT - fixed);
  return withTable(`${head},"events":[${kept.join(",")}],"table":`, table, "}");
}

interface Text extends Sharing {
  readonly message: string;
}

function withTable(before: string, table: string, behind: string): Text {
  return { message: before + table + behind, around: [before, behind] };
}

const FRAME = ',"events":[],"table":}';

function newestWithin(events: readonly string[], bytes: number): readonly string[] {
  // The first one needs no comma before it.
  let left = bytes + 1;
  let first = events.length;
  while (first > 0) {
    left -= Buffer.byteLength(events[first - 1] ?? "") + 1;
    if (left < 0) break;
    first -= 1;
  }
  return first === 0 ? events : events.slice(first);
}

function tableMessage(step: Step): readonly (OutboxMessage & Sharing)[] {
  const events: string[] = [];
  for (const event of step.events) {
    const seen = event.of === "game" ? step.game.publicEvent(event.event) : null;
    if (seen !== null) events.push(JSON.stringify(seen));
  }
  if (events.length === 0 && step.before.views.table === step.after.views.table) return [];
  const { table, tableBytes } = step.after.views;
  const text = writeTable(step.game.name, step.roomId, step.seq, { events, table, tableBytes });
  return [ours(step, "table", { kind: "room" }, text)];
}

function privateMessages(step: Step): readonly OutboxMessage[] {
  const { before, after } = step;
  const reachable = usersIn(after.state.presence);
  const head = envelope(step.game.name, step.roomId, step.seq, "you");
  const messages: OutboxMessage[] = [];
  const tellIfChanged = (player: PlayerId): void => {
    const you = viewOf(after, player);
    if (you === viewOf(before, player) || !reachable.has(player)) return;
    messages.push(ours(step, "you", { kind: "player", player }, { message: `${head},"you":${you}}` }));
  };
  for (const player of after.views.you.keys()) tellIfChanged(player);
  for (const player of before.views.you.keys()) if (!after.views.you.has(player)) tellIfChanged(player);
  return messages;
}

const usersIn = oncePer(
  (presence: Presence): ReadonlySet<string> =>
    new Set(connectedPeers(presence).map(({ peer }) => peer.userId)),
);

function viewOf({ views }: Moment, player: PlayerId): string {
  return views.you.get(player) ?? "null";
}

function newPeers({ before, after }: Step): ReadonlySet<PeerId> {
  const known = new Map(
    connectedPeers(before.state.presence).map(({ peerId, peer }) => [peerId, peer.userId]),
  );
  return new Set(
    connectedPeers(after.state.presence)
      .filter(({ peerId, peer }) => known.get(peerId) !== peer.userId)
      .map(({ peerId }) => peerId),
  );
}

function welcomes(step: Step): readonly (OutboxMessage & Sharing)[] {
  if (step.before.state.presence === step.after.state.presence) return [];
  const newcomers = newPeers(step);
  return connectedPeers(step.after.state.presence)
    .filter(({ peerId }) => newcomers.has(peerId))
    .map(({ peerId, peer }) => {
      const you = step.after.views.you.get(peer.userId as PlayerId) ?? "null";
      const head = envelope(step.game.name, step.roomId, step.seq, "welcome");
      const text = withTable(`${head},"table":`, step.after.views.table, `,"you":${you}}`);
      return ours(step, "welcome", { kind: "peer", peerId }, text);
    });
}

function ours(
  step: Step,
  topic: OutboxMessage["topic"],
  target: OutboxMessage["target"],
  { message, around }: Text,
): OutboxMessage & Sharing {
  const { seq, atMs, after } = step;
  return { seq, topic, target, type: "custom_event", message, around, atMs, store: after.state.store };
}

function envelope(game: string, roomId: string, seq: number, kind: "table" | "you" | "welcome"): string {
  return `{"v":1,"game":${JSON.stringify(game)},"room":${JSON.stringify(roomId)},"seq":${seq},"kind":"${kind}"`;
}
