import type { Config } from "../config.ts";
import { describeAddresses } from "./addresses.ts";
import { castOf } from "./cast.ts";
import { startCroupier } from "./croupier.ts";
import { pageConfig } from "./environment.ts";
import { createDemoLog } from "./log.ts";
import type { Page } from "./page-build.ts";
import { openPageServer, type Pass } from "./page-server.ts";
import { type Platform, realPlatform, startLocalPlatform } from "./platform.ts";
import { findRedis, forgetKeys } from "./redis.ts";
import type { Stage } from "./stage.ts";

/** Known by name at the page's lobby. */
const PEOPLE = castOf(4);

/** Everything on this machine, and a page where people sit down; until it is interrupted. */
export async function openTable(
  stage: Stage,
  buildPage: () => Promise<Page>,
  undo: (() => Promise<unknown>)[],
): Promise<void> {
  const { demo, seed, env, signal, say } = stage;
  const server = await openPageServer(demo.port);
  undo.push(() => server.stop());
  const building = buildPage().then(
    (page) => ({ ok: true as const, page }),
    (error: unknown) => ({ ok: false as const, error }),
  );
  const platform = demo.isReal ? realPlatform(env) : await startLocalPlatform("host");
  undo.push(() => platform.stop());
  const redis = await findRedis(stage);
  undo.push(() => redis.stop());
  const pagePort = server.port;
  const config = pageConfig(demo, { redisUrl: redis.url, platform, seed, pagePort, env });
  undo.push(() => forgetKeys(redis.url, config.redis.prefix));
  const url = await startCroupier(config, createDemoLog({ heard: () => undefined, say }), undo);
  const { roomId, initEndpoint } = platform;
  platform.pointWebhooks?.(`${url}/webhooks/100ms`, config);
  const built = await building;
  if (!built.ok) throw built.error;
  server.serve(built.page, {
    place: () => ({ roomId, baseUrl: url, initEndpoint, people: PEOPLE }),
    pass: (player) => passOf(platform, player),
  });
  const token = await platform.authToken(PEOPLE[0]?.player ?? "");
  say(`Redis      ${redis.source}`);
  for (const line of describeAddresses({ url, room: roomId, config, platform: platform.name, token }))
    say(line);
  if (platform.pointWebhooks === null) for (const line of webhookAdvice(url, config)) say(line);
  say(`\nThe table  http://127.0.0.1:${server.port}   Open it in a browser. Ctrl-C ends the demo.`);
  await interrupted(signal);
}

async function passOf(platform: Platform, player: string): Promise<Pass | null> {
  const person = PEOPLE.find((one) => one.player === player);
  return person === undefined ? null : { ...person, token: await platform.authToken(player) };
}

function webhookAdvice(url: string, { webhook }: Config): readonly string[] {
  return [
    `Webhooks   Point 100ms' at ${url}/webhooks/100ms through a tunnel, with the header`,
    `           ${webhook.header}: ${webhook.secrets[0]}`,
    "           Without them Croupier notices joins all the same, by asking 100ms, and leaves within a minute.",
  ];
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
}
