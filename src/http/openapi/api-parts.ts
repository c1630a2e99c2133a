import type { GameDescription } from "../../game/description.ts";
import type { WebhookDescription } from "../../rooms/webhook-reading.ts";

/** What the documents are made of and this edge does not know itself. */
export interface ApiParts {
  /** Of Croupier. */
  readonly version: string;
  /** Lower case. */
  readonly webhookHeader: string;
  readonly webhooks: readonly WebhookDescription[];
  /** Those that may be played here, at least one. */
  readonly games: readonly GameDescription[];
}
