import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { WebSocket } from "ws";
import type { Emulator } from "../../src/emulator/emulator.ts";

interface Notification {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

interface Answer {
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The browser SDK's side of signalling, spoken by hand. */
export interface SdkSocket {
  readonly peerId: string;
  /** Every notification, oldest first. */
  readonly heard: readonly Notification[];
  methods(): readonly string[];
  /** The newest of a method, when there are at least so many. */
  hears(method: string, count?: number): Promise<Notification>;
  ask(method: string, params?: object): Promise<Answer>;
  tell(method: string, params?: object): void;
  raw(text: string): void;
  closed(): Promise<number>;
  isOpen(): boolean;
  /** Without a close frame, as a lost network. */
  drop(): void;
}

export interface Knocking {
  readonly token: string;
  readonly peerId?: string;
}

export async function init({ origin }: Emulator, { token, peerId = "p" }: Knocking) {
  const response = await fetch(`${origin}/init?peer_id=${peerId}&user_agent_v2=test`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** `/init`, then the socket; rejects when either is refused. */
export async function openSocket(emulator: Emulator, knocking: Knocking): Promise<SdkSocket> {
  const { token, peerId = randomUUID() } = knocking;
  const { status, body } = await init(emulator, { token, peerId });
  const endpoint = status === 200 ? (body as { endpoint: string }).endpoint : `${emulator.origin}/ws`;
  const url = new URL(endpoint);
  url.searchParams.set("peer", peerId);
  url.searchParams.set("token", token);
  const socket = new WebSocket(url);
  const client = follow(socket, peerId);
  await once(socket, "open");
  return client;
}

/** As the SDK joins; with the token of this user. */
export async function joinBySocket(
  emulator: Emulator,
  roomId: string,
  joining: {
    readonly userId: string;
    readonly role?: string;
    readonly name?: string;
    readonly peerId?: string;
  },
): Promise<SdkSocket & { readonly token: string }> {
  const { userId, role = "player", name = userId, peerId } = joining;
  const token = await emulator.authToken({ roomId, userId, role });
  const socket = await openSocket(emulator, { token, ...(peerId === undefined ? {} : { peerId }) });
  await socket.hears("on-policy-change");
  await socket.ask("join", { name, data: "" });
  await socket.hears("peer-list");
  return { ...socket, token };
}

function follow(socket: WebSocket, peerId: string): SdkSocket {
  const heard: Notification[] = [];
  const answers = new Map<string, Answer>();
  const arrivals = new EventEmitter();
  arrivals.setMaxListeners(0);
  let closeCode: number | null = null;
  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Notification & Answer & { id?: string };
    if (message.id === undefined) heard.push(message);
    else answers.set(message.id, message);
    arrivals.emit("arrival");
  });
  socket.on("close", (code) => {
    closeCode = code;
    arrivals.emit("arrival");
  });
  async function wait<Found>(what: string, find: () => Found | undefined): Promise<Found> {
    const signal = AbortSignal.timeout(8000);
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await once(arrivals, "arrival", { signal }).catch(() => {
        throw new Error(`${peerId} waited in vain for ${what}; heard ${JSON.stringify(heard)}`);
      });
    }
  }
  return {
    peerId,
    heard,
    methods: () => heard.map(({ method }) => method),
    hears: (method, count = 1) =>
      wait(method, () => {
        const all = heard.filter((notification) => notification.method === method);
        return all.length >= count ? all.at(-1) : undefined;
      }),
    async ask(method, params = {}) {
      const id = randomUUID();
      socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
      return wait(`the answer to ${method}`, () => answers.get(id));
    },
    tell: (method, params = {}) => socket.send(JSON.stringify({ method, params })),
    raw: (text) => socket.send(text),
    closed: () => wait("the end", () => closeCode ?? undefined),
    isOpen: () => socket.readyState === WebSocket.OPEN,
    drop: () => socket.terminate(),
  };
}
