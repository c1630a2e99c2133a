import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { TableView, YouView } from "./message.ts";

export interface TableReading {
  readonly version: number;
  readonly table: TableView;
  readonly you: YouView | null;
}

type CommandAnswer =
  | { readonly ok: true; readonly reading: TableReading }
  | { readonly ok: false; readonly code: string };

export interface PlayerClient {
  read(): Promise<TableReading>;
  command(body: { readonly type: string; readonly [member: string]: unknown }): Promise<CommandAnswer>;
}

interface ClientSetup {
  /** Of Croupier: `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly room: string;
  /** The 100ms auth token with which the player joined the room. */
  readonly token: string;
  /** Every answer, word for word. */
  readonly heard: (text: string) => void;
}

const TRIES = 40;
const RETRY_MS = 250;

/** What a player's browser does over HTTP. Tries again while Croupier is away or asks for patience: the same `id` has no second effect. */
export function createPlayerClient(setup: ClientSetup): PlayerClient {
  const room = `${setup.url}/v1/rooms/${encodeURIComponent(setup.room)}`;
  const headers = { authorization: `Bearer ${setup.token}`, "content-type": "application/json" };

  const ask = async (path: string, init: RequestInit): Promise<{ status: number; text: string }> => {
    const answer = await persistently(() => fetch(`${room}${path}`, { ...init, headers }));
    const text = await answer.text();
    setup.heard(text);
    return { status: answer.status, text };
  };

  return {
    read: async () => {
      const { status, text } = await ask("/table", { method: "GET" });
      if (status !== 200) throw new Error(`the table was refused: ${status} ${text}`);
      return JSON.parse(text) as TableReading;
    },
    command: async (body) => {
      const init = { method: "POST", body: JSON.stringify({ id: randomUUID(), ...body }) };
      const { status, text } = await ask("/commands", init);
      if (status === 200) return { ok: true, reading: JSON.parse(text) as TableReading };
      if (status === 409 || status === 422)
        return { ok: false, code: (JSON.parse(text) as { code: string }).code };
      throw new Error(`${body.type} was refused: ${status} ${text}`);
    },
  };
}

async function persistently(request: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await request();
      if ((answer.status !== 503 && answer.status !== 429) || attempt === TRIES) return answer;
      await answer.body?.cancel();
    } catch (error) {
      if (attempt === TRIES) throw error;
    }
    await delay(RETRY_MS);
  }
}
