import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { expect } from "@jest/globals";
import { examine, USUAL_WAITS } from "../../src/doctor/examine.ts";
import type { Finding } from "../../src/doctor/finding.ts";
import { REASONS } from "../../src/rooms/health.ts";
import { createTestLog } from "../fakes/test-log.ts";
import { testRedisUrl } from "../redis-for-tests.ts";
import { ADMIN_TOKEN, type House, WEBHOOK_SECRET } from "../scenarios/house.ts";

export type Environment = Readonly<Record<string, string>>;

export function environmentOf({ emulator, prefix }: House, changes: Environment = {}): Environment {
  return {
    NODE_ENV: "production",
    REDIS_URL: testRedisUrl(),
    REDIS_PREFIX: prefix,
    HMS_API_URL: emulator.apiUrl,
    HMS_APP_ACCESS_KEY: emulator.accessKey,
    HMS_APP_SECRET: emulator.appSecret,
    WEBHOOK_SECRETS: `${WEBHOOK_SECRET},the secret before that one`,
    ADMIN_TOKEN,
    ...changes,
  };
}

export async function findings(
  env: Environment,
  publicUrl: string | null = null,
  waits = USUAL_WAITS,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for await (const finding of examine({ env, publicUrl, log: createTestLog(), waits })) found.push(finding);
  return found;
}

export async function fixes(
  env: Environment,
  publicUrl: string | null = null,
  waits = USUAL_WAITS,
): Promise<readonly string[]> {
  const found = (await findings(env, publicUrl, waits)).filter(
    // A machine that runs many tests at once may well be.
    ({ weight, what }) => weight === "fix" && !what.includes(REASONS.overloaded),
  );
  for (const { remedy } of found) expect(remedy).not.toBe("");
  return found.map(({ what }) => what);
}

/** What a deployment may be pointed at by mistake. */
export function createStrangers() {
  const servers: Server[] = [];
  async function serve(server: Server): Promise<number> {
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  }
  return {
    serve,
    serveHttp: async (listener: RequestListener): Promise<string> =>
      `http://127.0.0.1:${await serve(createHttpServer(listener))}`,
    async close() {
      for (const server of servers.splice(0)) {
        server.close();
        await once(server, "close");
      }
    },
  };
}
