import { examine, USUAL_WAITS } from "../../src/doctor/examine.ts";
import type { Emulator } from "../../src/emulator/emulator.ts";
import { createTestLog } from "../fakes/test-log.ts";

/** What the doctor finds of a deployment with that Redis; its webhook's way is not tried. */
export async function doctorSays(
  redisUrl: string,
  { apiUrl, accessKey, appSecret }: Pick<Emulator, "apiUrl" | "accessKey" | "appSecret">,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const env = {
    REDIS_URL: redisUrl,
    HMS_API_URL: apiUrl,
    HMS_APP_ACCESS_KEY: accessKey,
    HMS_APP_SECRET: appSecret,
    WEBHOOK_SECRETS: "some secret for webhooks",
    ADMIN_TOKEN: "some token for operators",
    ...more,
  };
  const said: string[] = [];
  const examined = examine({ env, publicUrl: null, log: createTestLog(), waits: USUAL_WAITS });
  for await (const { what } of examined) said.push(what);
  return said;
}
