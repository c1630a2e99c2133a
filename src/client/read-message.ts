import type { RoomMessage } from "./message-source.ts";
import type { TableEvent, TableView, YouView } from "./views.ts";

/** The room's version after what it tells, and the views that it carries. */
export interface News {
  readonly seq: number;
  readonly events?: readonly TableEvent[];
  readonly table?: TableView;
  readonly you?: YouView | null;
}

type Envelope = News & { readonly v: number; readonly room: string };

export function isWhole({ table, you }: News): boolean {
  return table !== undefined && you !== undefined;
}

/** Null for everything that Croupier did not say to this room: any peer can send a `custom_event`, but never without a sender. */
export function readMessage({ type, message, sender }: RoomMessage, roomId: string): News | null {
  if (type !== "custom_event" || (sender !== undefined && sender !== null)) return null;
  const { v, room, seq, events, table, you } = parse(message);
  if (v !== 1 || room !== roomId || typeof seq !== "number") return null;
  if (table === undefined && you === undefined) return null;
  return {
    seq,
    ...(events !== undefined && { events }),
    ...(table !== undefined && { table }),
    ...(you !== undefined && { you }),
  };
}

// The app's own server may send messages that are no JSON.
function parse(message: unknown): Partial<Envelope> {
  if (typeof message !== "string") return {};
  try {
    return (JSON.parse(message) as Partial<Envelope> | null) ?? {};
  } catch {
    return {};
  }
}
