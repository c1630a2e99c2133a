import { connect, type Socket } from "node:net";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One keep-alive connection; asks one thing after the other. */
export interface Connection {
  /** A whole HTTP/1.1 request, head and body. */
  ask(request: string): Promise<Answer>;
  close(): void;
}

const HEAD_END = Buffer.from("\r\n\r\n");

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Knows answers with a content-length and nothing else. A real client costs several times as much, and server, Redis
 * and load share the machine.
 */
export function openConnection(port: number): Connection {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let waiting: Waiting | null = null;
  let received: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (answer === null) return;
    received = Buffer.alloc(0);
    const { resolve } = waiting!;
    waiting = null;
    resolve(answer);
  });
  failWith(socket, (error) => waiting?.reject(error));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** So many of them for one task: a server closes a connection that nobody has used for seconds. */
export async function withConnections<T>(
  { port, count }: { readonly port: number; readonly count: number },
  task: (connections: readonly Connection[]) => Promise<T>,
): Promise<T> {
  const connections = Array.from({ length: count }, () => openConnection(port));
  try {
    return await task(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

function failWith(socket: Socket, fail: (error: Error) => void): void {
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("the server closed the connection")));
}

function readAnswer(bytes: Buffer): Answer | null {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return null;
  const head = bytes.toString("latin1", 0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without content-length: ${head}`);
  const start = headEnd + HEAD_END.length;
  if (bytes.length < start + Number(length)) return null;
  return { status: Number(head.slice(9, 12)), body: bytes.toString("utf8", start) };
}

/** The text of a request with a JSON body. */
export function postRequest(path: string, headers: Readonly<Record<string, string>>, body: string): string {
  const length = Buffer.byteLength(body);
  return `${headOf("POST", path, { ...headers, "content-type": "application/json", "content-length": String(length) })}${body}`;
}

export function getRequest(path: string, headers: Readonly<Record<string, string>>): string {
  return headOf("GET", path, headers);
}

function headOf(method: string, path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join("")}\r\n`;
}
