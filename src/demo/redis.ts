import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import { freePort } from "./free-port.ts";
import { type RedisProcess, runRedis } from "./redis-process.ts";

const run = promisify(execFile);

type Environment = Readonly<Record<string, string | undefined>>;

interface Surroundings {
  readonly env: Environment;
  /** Tells the person at the terminal what happens. */
  readonly say: (line: string) => void;
}

export interface StartOptions extends Surroundings {
  /** To come back where an earlier one was; by default a free port. */
  readonly port?: number;
  /** Keeps its data there and leaves it; by default a temporary folder that is removed. */
  readonly folder?: string;
  /** More of the server's own options, as on its command line; not for a container. */
  readonly settings?: readonly string[];
  /** That it asks of everybody, its replicas and masters too. */
  readonly password?: string;
}

export interface FoundRedis {
  readonly url: string;
  /** Where it came from, for people; holds no password. */
  readonly source: string;
  stop(): Promise<void>;
}

/** The Redis of `REDIS_URL` when that answers, else one of our own. */
export async function findRedis(surroundings: Surroundings): Promise<FoundRedis> {
  const given = surroundings.env.REDIS_URL?.trim();
  if (given !== undefined && given !== "") {
    const failure = await failureOf(() => Promise.any(given.split(",").map((url) => pingRedis(url.trim()))));
    if (failure === null) return { url: given, source: "REDIS_URL", stop: () => Promise.resolve() };
    surroundings.say("REDIS_URL is set, but nothing there answers PING: starting a Redis of our own.");
  }
  const own = await startRedis(surroundings);
  return {
    url: own.url,
    source: `started here, port ${own.port}, process ${own.pid}`,
    stop: () => own.stop(),
  };
}

/**
 * Starts a Redis of our own that ends with this process: `redis-server` or `valkey-server` of the PATH, else
 * Debian's package when root, else Docker. Throws an Error that tells what to do when there is no way.
 */
export async function startRedis(options: StartOptions): Promise<RedisProcess> {
  const present = findServer(options.env);
  if (present !== null) return startServer(present, options);
  const faults = ["no redis-server or valkey-server on the PATH"];

  const packaged = await installServer(options);
  if (packaged.ok) return startServer(packaged.server, options);
  faults.push(packaged.fault);

  const docker = await failureOf(() =>
    run("docker", ["info", "--format", "{{.ServerVersion}}"], { env: options.env }),
  );
  if (docker === null) return startContainer(options);
  faults.push("Docker is absent or does not run");

  throw new Error(
    `Croupier needs Redis and found no way to one: ${faults.join("; ")}.\n` +
      "Install it (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis), " +
      "or set REDIS_URL to a Redis that runs.",
  );
}

/** Deletes every key of a prefix: what a demo leaves in a Redis that is not its own. */
export async function forgetKeys(url: string, prefix: string): Promise<void> {
  const [first = "", second] = url.split(",");
  const servers = second === undefined ? [first] : await mastersBehind(first);
  for (const server of servers)
    await askRedis(server, async (redis) => {
      for await (const keys of redis.scanStream({ match: `*${prefix}:*`, count: 1000 }))
        await Promise.all((keys as string[]).map((key) => redis.unlink(key)));
    });
}

async function mastersBehind(url: string): Promise<readonly string[]> {
  const slots = await askRedis(url, (redis) => redis.cluster("SLOTS"));
  const masters = slots.map(([, , master]) =>
    Object.assign(new URL(url), { hostname: master?.[0], port: String(master?.[1]) }),
  );
  return [...new Set(masters.map(({ href }) => href))];
}

async function pingRedis(url: string): Promise<void> {
  await askRedis(url, (redis) => redis.ping());
}

// Whatever else has the port may answer PING too.
async function askServer(url: string, pid: number): Promise<void> {
  const info = await askRedis(url, (redis) => redis.info("server"));
  if (!info.includes(`process_id:${pid}\r`)) throw new Error("another Redis has this port");
}

async function askRedis<Answer>(url: string, question: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 1000,
    commandTimeout: 1000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  const failure = new Promise<never>((_, reject) => {
    redis.on("error", reject);
  });
  try {
    return await Promise.race([redis.connect().then(() => question(redis)), failure]);
  } finally {
    redis.disconnect();
  }
}

const SETTINGS = "--appendonly yes --appendfsync everysec --maxmemory-policy noeviction".split(" ");

async function startServer(server: string, options: StartOptions): Promise<RedisProcess> {
  const port = options.port ?? (await freePort());
  const temporaryFolder =
    options.folder === undefined ? mkdtempSync(join(tmpdir(), "croupier-redis-")) : null;
  const folder = options.folder ?? temporaryFolder ?? "";
  const place = ["--bind", "127.0.0.1", "--port", String(port), "--dir", folder];
  const { password, settings = [] } = options;
  const secret = password === undefined ? [] : ["--requirepass", password, "--masterauth", password];
  return runRedis({
    command: [server, ...place, ...SETTINGS, "--save", "", ...settings, ...secret],
    port,
    temporaryFolder,
    signal: null,
    patienceMs: 10_000,
    ask: (url, pid) => askServer(Object.assign(new URL(url), { password: password ?? "" }).href, pid),
  });
}

async function startContainer(options: StartOptions): Promise<RedisProcess> {
  const port = options.port ?? (await freePort());
  const name = `croupier-redis-${randomBytes(4).toString("hex")}`;
  options.say(
    "No Redis here, but Docker: running redis:7 in a container (the first time, Docker fetches it).",
  );
  const container = ["run", "--rm", "--name", name, "--publish", `127.0.0.1:${port}:6379`];
  const volume = options.folder === undefined ? [] : ["--volume", `${options.folder}:/data`];
  return runRedis({
    command: ["docker", ...container, ...volume, "redis:7", "redis-server", ...SETTINGS, "--save", ""],
    port,
    temporaryFolder: null,
    signal: async (signal) => {
      await run("docker", ["kill", "--signal", signal, name]);
    },
    patienceMs: 180_000,
    ask: pingRedis,
  });
}

/** Null when there is none on the PATH. */
export function findServer(env: Environment): string | null {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = ["redis-server", "valkey-server"].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

type Installed =
  | { readonly ok: true; readonly server: string }
  | { readonly ok: false; readonly fault: string };

async function installServer(options: StartOptions): Promise<Installed> {
  if (process.getuid?.() !== 0)
    return { ok: false, fault: "not root, so Debian's package cannot be installed" };
  if ((await failureOf(() => run("apt-get", ["--version"], { env: options.env }))) !== null) {
    return { ok: false, fault: "no apt-get to install it with" };
  }
  options.say("No Redis on this machine: installing Debian's package (apt-get install -y redis-server).");
  try {
    await aptGet(["update", "-q"], options.env);
    await aptGet(["install", "-y", "-q", "redis-server"], options.env);
  } catch (error) {
    return { ok: false, fault: (error as Error).message };
  }
  const server = findServer(options.env);
  return server === null
    ? { ok: false, fault: "Debian's package holds no redis-server" }
    : { ok: true, server };
}

// SYSTEMD_OFFLINE: the package would start its service on 6379, which nobody asked for.
async function aptGet(command: readonly string[], env: Environment): Promise<void> {
  const child = spawn("apt-get", command, {
    env: { ...env, DEBIAN_FRONTEND: "noninteractive", SYSTEMD_OFFLINE: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`apt-get ${command[0]} failed (${code})`);
}

async function failureOf(attempt: () => Promise<unknown>): Promise<Error | null> {
  try {
    await attempt();
    return null;
  } catch (error) {
    return error as Error;
  }
}
