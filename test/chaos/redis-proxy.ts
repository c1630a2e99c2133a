import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { endOfValue, partsOfCommand } from "./resp.ts";

export interface RedisCommand {
  /** Upper case. */
  readonly name: string;
  readonly parts: readonly string[];
}

/** cut: the reply (or the command) is thrown away and the connection broken. */
type Verdict = "pass" | "cut";

interface ProxyHooks {
  /** Before a command goes on to Redis; cut: it never gets there. */
  readonly onCommand?: (command: RedisCommand) => Verdict;
  /** After Redis carried a command out; cut: nobody hears of it. */
  readonly onReply?: (command: RedisCommand, reply: string) => Verdict;
}

export interface RedisProxy {
  readonly url: string;
  /** Where new connections go; those there are, are broken. */
  pointAt(port: number): void;
  hook(hooks: ProxyHooks): void;
  stop(): Promise<void>;
}

/** Stands between Croupier and Redis and knows which reply belongs to which command. */
export async function startRedisProxy(redisPort: number): Promise<RedisProxy> {
  let port = redisPort;
  let hooks: ProxyHooks = {};
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const redis = connect(port, "127.0.0.1");
    for (const socket of [client, redis]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    }
    relay(client, redis, () => hooks);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const breakAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pointAt(next) {
      port = next;
      breakAll();
    },
    hook: (next) => void (hooks = next),
    async stop() {
      const closed = once(server, "close");
      server.close();
      breakAll();
      await closed;
    },
  };
}

function relay(client: Socket, redis: Socket, hooks: () => ProxyHooks): void {
  const asked: RedisCommand[] = [];
  const breakBoth = (): void => {
    client.destroy();
    redis.destroy();
  };
  splitValues(client, (value) => {
    const parts = partsOfCommand(value);
    const command = { name: (parts[0] ?? "").toUpperCase(), parts };
    if (hooks().onCommand?.(command) === "cut") return breakBoth();
    asked.push(command);
    redis.write(value);
  });
  splitValues(redis, (value) => {
    const command = asked.shift();
    const cut = command !== undefined && hooks().onReply?.(command, value.toString("latin1")) === "cut";
    if (cut) breakBoth();
    else client.write(value);
  });
  for (const socket of [client, redis]) {
    socket.on("error", breakBoth);
    socket.on("close", breakBoth);
  }
}

function splitValues(socket: Socket, take: (value: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (at < bytes.length && !socket.destroyed) {
      const end = endOfValue(bytes, at);
      if (end < 0) break;
      take(bytes.subarray(at, end));
      at = end;
    }
    rest = bytes.subarray(at);
  });
}

/** A room's commit: the script of which the first key is the room. */
export function isCommit({ name, parts }: RedisCommand): boolean {
  return (name === "EVALSHA" || name === "EVAL") && parts[3]?.endsWith(":room") === true;
}

/** The commit changed the room: its seventh argument says so. */
export function isChange(command: RedisCommand, reply: string): boolean {
  const keys = Number(command.parts[2]);
  return isCommitted(command, reply) && command.parts[2 + keys + 9] === "1";
}

/** It went in: the script answers with a number. */
export function isCommitted(command: RedisCommand, reply: string): boolean {
  return isCommit(command) && reply.startsWith(":");
}
