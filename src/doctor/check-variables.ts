import type { Config } from "../config.ts";
import { type Finding, fix, good, look } from "./finding.ts";

const REAL_API = "https://api.100ms.live/";

/** What is well formed and still not meant for production. */
export function checkVariables(config: Config): readonly Finding[] {
  const { adminToken, webhook, platform } = config;
  const secrets = [
    ["ADMIN_TOKEN", adminToken],
    ...webhook.secrets.map((secret) => ["WEBHOOK_SECRETS", secret]),
    ["HMS_APP_SECRET", platform.appSecret],
    ["HMS_APP_ACCESS_KEY", platform.accessKey],
  ] as const;
  const examples = secrets.filter(([, value]) => /^example-|replace-me$|change-me/.test(value));
  const findings: Finding[] = [
    good("every variable is well formed"),
    ...examples.map(([name]) =>
      fix(`${name} is the value of .env.example`, "make one of your own: openssl rand -hex 32"),
    ),
  ];
  if (webhook.secrets.includes(adminToken))
    findings.push(
      fix("ADMIN_TOKEN is one of WEBHOOK_SECRETS", "100ms would hold the key to /admin: make another"),
    );
  if (!config.production)
    findings.push(
      look("NODE_ENV is not production", "set NODE_ENV=production, which refuses predictable shuffles"),
    );
  if (config.table.seed !== null)
    findings.push(fix("TABLE_SEED is set: whoever knows it knows every card", "unset it"));
  if (!platform.apiUrl.startsWith(REAL_API))
    findings.push(
      look(`HMS_API_URL is ${platform.apiUrl}, not 100ms`, `unset it, unless this is a rehearsal`),
    );
  return findings;
}
