import type { Config } from "../config.ts";
import { startEmulator } from "../emulator/emulator.ts";
import { createTokens } from "../emulator/tokens.ts";

/** Of the emulator. */
export const ROOM = "demo-room";

type Environment = Readonly<Record<string, string | undefined>>;

/** 100ms, or what stands in for it. */
export interface Platform {
  /** For people. */
  readonly name: string;
  readonly apiUrl: string;
  readonly accessKey: string;
  readonly appSecret: string;
  readonly roomId: string;
  /** With which everybody joins. */
  readonly role: string;
  /** For the SDK; null: its own. */
  readonly initEndpoint: string | null;
  authToken(userId: string): Promise<string>;
  /** Null: who runs 100ms points its webhooks. */
  readonly pointWebhooks: ((url: string, config: Pick<Config, "webhook">) => void) | null;
  stop(): Promise<void>;
}

/** The emulator, in this process. */
export async function startLocalPlatform(role: string): Promise<Platform> {
  // Who reloads the page, alone in the room, comes back to the same table.
  const emulator = await startEmulator({ sessionCloseDelayMs: 60_000 });
  const { origin, apiUrl, accessKey, appSecret, webhooks } = emulator;
  return {
    name: `${origin} (the emulator)`,
    apiUrl,
    accessKey,
    appSecret,
    roomId: ROOM,
    role,
    // The SDK refuses an address that does not contain https://.
    initEndpoint: `${origin}/?https://local`,
    authToken: (userId) => emulator.authToken({ roomId: ROOM, userId, role }),
    pointWebhooks: (url, { webhook }) =>
      webhooks.pointAt({ url, headers: { [webhook.header]: webhook.secrets[0] ?? "" } }),
    stop: () => emulator.stop(),
  };
}

const NEEDED = ["HMS_APP_ACCESS_KEY", "HMS_APP_SECRET", "HMS_ROOM_ID"] as const;

/** 100ms itself, by the variables of an account. Throws an Error that names those that are missing. */
export function realPlatform(env: Environment): Platform {
  const missing = NEEDED.filter((name) => (env[name] ?? "") === "");
  if (missing.length > 0) throw new Error(`--real needs ${missing.join(", ")} (docs/demo.md)`);
  const [accessKey = "", appSecret = "", roomId = ""] = NEEDED.map((name) => env[name]);
  const role = env.HMS_ROLE ?? "host";
  const tokens = createTokens({ accessKey, appSecret, now: Date.now });
  const apiUrl = env.HMS_API_URL ?? "https://api.100ms.live/v2";
  return {
    name: `${apiUrl}, room ${roomId}`,
    apiUrl,
    accessKey,
    appSecret,
    roomId,
    role,
    initEndpoint: env.HMS_INIT_ENDPOINT ?? null,
    authToken: (userId) => tokens.authToken({ roomId, userId, role }),
    pointWebhooks: null,
    stop: () => Promise.resolve(),
  };
}
