import type { Fault } from "./ports.ts";
import type { Notification } from "./presence-fact.ts";

/** What a webhook's body turned out to be. */
export type WebhookReading =
  | { readonly outcome: "notification"; readonly notification: Notification }
  /** Well formed, of a type that means nothing to a table. */
  | { readonly outcome: "ignored"; readonly id: string; readonly type: string }
  | { readonly outcome: "malformed"; readonly faults: readonly Fault[] };
