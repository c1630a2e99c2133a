import type { Config } from "./config.ts";
import type { GameDescription } from "./game/description.ts";
import type { ApiParts } from "./http/openapi/api-parts.ts";
import { readVersion } from "./version.ts";

/** What the documents are made of; loaded when somebody asks for them. */
export async function describeApi(
  { webhook }: Pick<Config, "webhook">,
  describeGames: () => Promise<readonly GameDescription[]>,
): Promise<ApiParts> {
  const { describeWebhooks } = await import("./100ms/describe-webhooks.ts");
  return {
    version: readVersion(),
    webhookHeader: webhook.header,
    webhooks: describeWebhooks(),
    games: await describeGames(),
  };
}
