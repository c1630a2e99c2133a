import { afterEach } from "@jest/globals";
import { createManagementToken } from "../../src/100ms/management-token.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/emulator.ts";
import { startReceiver } from "./receiver.ts";

const started: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
});

/** An emulator with quick retries and a receiver of its webhooks; both stop with the test. */
export async function setUp(options: EmulatorOptions = {}) {
  const receiver = await startReceiver();
  const emulator = await startEmulator({
    webhook: { url: receiver.url, headers: { "x-croupier-secret": "s3cret" } },
    retryDelaysMs: [10, 20, 30],
    replayIntervalMs: 1,
    sessionCloseDelayMs: 0,
    lastWordMs: 40,
    ...options,
  });
  started.push(emulator, receiver);
  return { emulator, receiver, api: apiOf(emulator) };
}

/** Calls the REST API with a management token, or with the one given. */
function apiOf({ apiUrl, accessKey, appSecret }: Emulator) {
  const tokens = createManagementToken({ accessKey, appSecret, now: Date.now });
  return async (method: "GET" | "POST", path: string, body?: unknown, token?: string) => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token ?? (await tokens.current())}` },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
}
