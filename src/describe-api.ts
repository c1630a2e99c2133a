import type { Config } from "./config.ts";
import type { ApiParts } from "./http/openapi/api-parts.ts";
import { readVersion } from "./version.ts";

/** What the documents are made of; loaded when somebody asks for them. */
export async function describeApi({ webhook }: Pick<Config, "webhook">): Promise<ApiParts> {
  const [{ describeWebhooks }, { describePoker }] = await Promise.all([
    import("./100ms/describe-webhooks.ts"),
    import("./poker/describe-poker.ts"),
  ]);
  return {
    version: readVersion(),
    webhookHeader: webhook.header,
    webhooks: describeWebhooks(),
    games: [describePoker()],
  };
}
