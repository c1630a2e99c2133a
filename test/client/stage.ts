import type { MessageListener } from "../../src/client/message-source.ts";
import { createTable, type Table } from "../../src/client/table.ts";
import type { TableView, YouView } from "../../src/client/views.ts";
import { createTestClock, settle, type TestClock } from "../fakes/test-clock.ts";

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: Record<string, unknown>;
}

/** What the server says next; `never` leaves the question open until the client gives up, `away` refuses the connection. */
type Reply =
  | { readonly status?: number; readonly json?: object; readonly text?: string; readonly retryAfter?: string }
  | "never"
  | "away";

/** One table of the client, with a server and a 100ms room that do as they are told. */
export interface Stage {
  readonly table: Table;
  readonly clock: TestClock;
  readonly asked: readonly Asked[];
  /** Answers for a path, used up one after the other; the last one stays. */
  answer(path: string, ...replies: Reply[]): void;
  /** As Croupier says it. */
  tell(message: object): void;
  /** Anything in the room. */
  say(message: unknown, sender?: string, type?: string): void;
  connection(state: "up" | "down" | "left"): void;
  isListening(): boolean;
  /** Everything that waits for nothing but its turn. */
  settle(): Promise<void>;
}

interface StageOptions {
  readonly token?: string | (() => string);
  /** Answers to the looks at the table. */
  readonly looks?: Reply[];
}

export function openStage({
  token = "alice's token",
  looks = [{ json: whole(1) }],
}: StageOptions = {}): Stage {
  const clock = createTestClock();
  const replies = new Map<string, Reply[]>([["/table", looks]]);
  const asked: Asked[] = [];
  let listener: MessageListener | null = null;
  const table = createTable({
    baseUrl: "https://croupier.test/",
    roomId: "room-1",
    token,
    messages: (given) => {
      listener = given;
      return () => {
        listener = null;
      };
    },
    world: {
      after: clock.after,
      nowMs: clock.monotonicMs,
      random: () => 0.5,
      fetch: (url, init) => {
        const path = url.replace("https://croupier.test/v1/rooms/room-1", "");
        const bearer = new Headers(init.headers).get("authorization");
        asked.push({
          method: init.method ?? "",
          path,
          token: bearer,
          body: JSON.parse((init.body as string | undefined) ?? "{}"),
        });
        const queue = replies.get(path) ?? [{ status: 404 }];
        return reply((queue.length > 1 ? queue.shift() : queue[0]) ?? "away", init.signal);
      },
    },
  });
  const say: Stage["say"] = (message, sender, type = "custom_event") =>
    listener?.hear({ type, message, ...(sender !== undefined && { sender }) });
  return {
    table,
    clock,
    asked,
    answer: (path, ...given) => void replies.set(path, given),
    tell: (message) => say(JSON.stringify({ v: 1, game: "poker", room: "room-1", ...message })),
    say,
    connection: (state) => listener?.connection(state),
    isListening: () => listener !== null,
    settle,
  };
}

function reply(given: Reply, signal: AbortSignal | null | undefined): Promise<Response> {
  if (given === "away") return Promise.reject(new TypeError("fetch failed"));
  if (given === "never")
    return new Promise((_, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    });
  const { status = 200, json, text, retryAfter } = given;
  const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  return Promise.resolve(new Response(text ?? JSON.stringify(json ?? {}), { status, headers }));
}

/** The answer of `GET …/table`. */
export function whole(version: number, handNo = 1): object {
  return { version, table: tableOf(handNo), you: youOf("Ah") };
}

/** As much of a table as the client looks at. */
export function tableOf(handNo: number, turn: string | null = null): TableView {
  const view = { status: "playing", seats: [], hand: { no: handNo }, turn: turn && { player: turn } };
  return view as unknown as TableView;
}

export function youOf(card: string, legal: object | null = null): YouView {
  return { player: "alice", seat: 1, cards: [card], legal } as unknown as YouView;
}
