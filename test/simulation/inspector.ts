import type { RoomId } from "../../src/rooms/ports.ts";
import { cardsIn, faceUp, isRevealed, ownCards } from "./cards.ts";
import { type Client, type Clients, type Kind, keepNewest } from "./clients.ts";
import { checkNoDeckSecret } from "./deck-secrets.ts";
import type { History, Moment, RoomHistory } from "./history.ts";
import type { Told } from "./platform.ts";
import type { World } from "./world.ts";

/** Looks at every text that leaves the service. */
export interface Inspector {
  told(told: Told): void;
  /** An answer to a command or a read. */
  answered(roomId: RoomId, userId: string, json: string): void;
  inspected(roomId: RoomId, inspection: unknown): void;
  logged(text: string): void;
  /** Messages as they came to each peer. */
  received(): number;
  texts(): number;
  /** Until this virtual ms, what a replica brings back may come late and again. */
  disturb(untilMs: number): void;
}

interface Message {
  readonly v: number;
  readonly game: string;
  readonly room: string;
  readonly seq: number;
  readonly kind: Kind;
  readonly events?: readonly unknown[];
  readonly table?: unknown;
  readonly you?: unknown;
}

interface Letter {
  readonly told: Told;
  readonly message: Message;
  readonly bytes: number;
  readonly history: RoomHistory;
  readonly moments: readonly Moment[];
}

const MESSAGE_LIMIT = 4096;

export function createInspector(world: World, history: History, clients: Clients): Inspector {
  let received = 0;
  let texts = 0;
  let disturbedUntilMs = -1;
  const deadSeen = new Map<RoomId, number>();

  const letterOf = (told: Told): Letter | null => {
    const { roomId, payload } = told;
    const message = JSON.parse(payload.message) as Message;
    const stored = world.redis.data.rooms.get(roomId)?.stored?.version ?? 0;
    const room = history.of(roomId);
    const moments = room.moments.get(message.seq) ?? [];
    const isAhead = message.seq > stored && disturbedUntilMs < world.scheduler.nowMs();
    if (moments.length === 0 || isAhead) {
      world.fail(`${roomId}: ${message.kind} ${message.seq} was told before it was stored`);
      return null;
    }
    return { told, message, bytes: Buffer.byteLength(payload.message), history: room, moments };
  };
  // What 100ms refused for good leaves a gap that nobody is to blame for.
  const gapsIn = (roomId: RoomId): void => {
    const dead = world.redis.data.rooms.get(roomId)?.dead.length ?? 0;
    if (dead === (deadSeen.get(roomId) ?? 0)) return;
    deadSeen.set(roomId, dead);
    for (const client of clients.connected(roomId)) client.toldEvents = null;
  };
  const isOrdered = (): boolean => world.scheduler.nowMs() > disturbedUntilMs;
  return {
    told(told) {
      texts += 1;
      received += told.recipients.length;
      if (told.payload.type !== "custom_event") return hear(told, clients);
      const letter = letterOf(told);
      if (letter === null) return;
      gapsIn(told.roomId);
      checkContent(world, letter);
      checkNoDeckSecret(world, letter.moments, told.payload.message);
      for (const { peerId } of told.recipients) {
        const client = clients.of(peerId);
        if (client !== undefined) receive(world, letter, client, isOrdered());
      }
    },
    answered(roomId, userId, json) {
      texts += 1;
      const { version, table, you } = JSON.parse(json) as { version: number; table: unknown; you: unknown };
      if (version === 0) return;
      const moments = history.of(roomId).moments.get(version) ?? [];
      checkNoDeckSecret(world, moments, json);
      const isTrue = moments.some(
        (moment) =>
          moment.tableJson === JSON.stringify(table) &&
          (you === null || moment.youJson(userId) === JSON.stringify(you)),
      );
      if (!isTrue) world.fail(`${roomId}: ${userId} was answered what was not so in ${version}`);
      checkYou(world, `${roomId}: ${userId}`, you, { userId, moments });
    },
    inspected(roomId, inspection) {
      texts += 1;
      const { table, events, ...rest } = inspection as {
        readonly version: number;
        readonly table: unknown;
        readonly events: readonly { readonly events: readonly unknown[] }[];
      };
      const { moments, revealed } = history.of(roomId);
      checkTable(world, roomId, table, moments.get(rest.version) ?? []);
      checkNoDeckSecret(world, moments.get(rest.version) ?? [], JSON.stringify(inspection));
      checkEvents(
        world,
        roomId,
        events.flatMap((entry) => entry.events),
        revealed,
      );
      checkNoCards(world, `${roomId} inspection`, JSON.stringify(rest));
    },
    logged(text) {
      texts += 1;
      checkNoCards(world, "log", text);
    },
    received: () => received,
    texts: () => texts,
    disturb(untilMs) {
      disturbedUntilMs = untilMs;
    },
  };
}

function hear({ payload, recipients }: Told, clients: Clients): void {
  for (const { peerId } of recipients) clients.of(peerId)?.announcements.add(payload.message);
}

function checkContent(world: World, { told, message, bytes, history, moments }: Letter): void {
  const { roomId, to } = told;
  const name = `${roomId} ${message.kind} ${message.seq}`;
  if (message.v !== 1 || message.game !== "poker" || message.room !== roomId) world.fail(`${name}: envelope`);
  if (bytes > MESSAGE_LIMIT) world.fail(`${name}: ${bytes} bytes`);
  if ((message.kind === "table") !== (to === "room")) world.fail(`${name} went to ${JSON.stringify(to)}`);
  if (message.kind !== "you") checkTable(world, roomId, message.table, moments);
  checkEvents(world, roomId, message.events ?? [], history.revealed);
  if (message.kind === "table") {
    const { events: _, table: __, ...rest } = message;
    checkNoCards(world, name, JSON.stringify(rest));
  }
}

function checkTable(world: World, roomId: RoomId, table: unknown, moments: readonly Moment[]): void {
  const json = JSON.stringify(table);
  if (!moments.some((moment) => moment.tableJson === json)) world.fail(`${roomId}: a table that never was`);
  const allowed = new Set(moments.flatMap((moment) => [...faceUp(moment.table)]));
  const secret = cardsIn(json).filter((card) => !allowed.has(card));
  if (secret.length > 0) world.fail(`${roomId}: the table tells ${secret.join(" ")}`);
}

function checkEvents(
  world: World,
  roomId: RoomId,
  events: readonly unknown[],
  revealed: ReadonlySet<string>,
): void {
  for (const event of events)
    if (!isRevealed(event, revealed)) world.fail(`${roomId}: an event leaks: ${JSON.stringify(event)}`);
}

function checkYou(
  world: World,
  who: string,
  you: unknown,
  { userId, moments }: { readonly userId: string; readonly moments: readonly Moment[] },
): void {
  const allowed = new Set(moments.flatMap((moment) => [...ownCards(moment.table, userId)]));
  const secret = cardsIn(JSON.stringify(you)).filter((card) => !allowed.has(card));
  if (secret.length > 0) world.fail(`${who} is told ${secret.join(" ")}`);
}

function checkNoCards(world: World, where: string, text: string): void {
  const cards = cardsIn(text);
  if (cards.length > 0) world.fail(`${where} tells ${cards.join(" ")}: ${text}`);
}

function receive(world: World, letter: Letter, client: Client, isOrdered: boolean): void {
  const { message, moments, told } = letter;
  const { seq, kind } = message;
  const { userId } = client.peer;
  const last = client.lastSeq.get(kind) ?? 0;
  if (seq < last && isOrdered)
    world.fail(`${told.roomId}: ${client.peer.peerId} got ${kind} ${seq} after ${last}`);
  client.lastSeq.set(kind, seq);
  if (kind !== "you") keepNewest(client, "table", seq, JSON.stringify(message.table));
  if (kind !== "table") {
    const json = JSON.stringify(message.you);
    if (!moments.some((moment) => moment.youJson(userId) === json))
      world.fail(`${told.roomId}: ${userId} got a view of ${seq} that is not theirs: ${json}`);
    checkYou(world, `${told.roomId}: ${userId}`, message.you, { userId, moments });
    keepNewest(client, "you", seq, json);
  }
  const isCovered = world.redis.data.rooms.get(told.roomId)?.covered.has(client.peer.peerId) ?? false;
  if (kind === "table" && isCovered && !client.isWelcome) {
    client.isWelcome = true;
    keepNewest(client, "you", 0, "null");
  }
  if (kind === "welcome") {
    client.isWelcome = true;
    // One that is late, after a replica brought it back, tells nothing new.
    if (client.newest.get("table")?.seq === seq) client.toldEvents = moments.at(-1)?.eventCount ?? null;
  }
  // Whom nobody knows yet is told what others are told, and nothing while there are no others.
  if (!isOrdered || !client.isWelcome) client.toldEvents = null;
  else if (kind === "table") followEvents(world, letter, client);
}

// A message's events are the newest of the room; none may be missing between two messages, but for want of bytes.
function followEvents(
  world: World,
  { message, bytes, history, moments, told }: Letter,
  client: Client,
): void {
  const upTo = moments.at(-1)?.eventCount ?? 0;
  const from = upTo - (message.events?.length ?? 0);
  const missing = client.toldEvents === null ? 0 : from - client.toldEvents;
  const nextBytes = history.eventBytes[from - 1] ?? 0;
  if (missing > 0 && bytes + nextBytes < MESSAGE_LIMIT - 400)
    world.fail(`${told.roomId}: ${client.peer.peerId} misses ${missing} events before ${message.seq}`);
  client.toldEvents = Math.max(client.toldEvents ?? 0, upTo);
}
