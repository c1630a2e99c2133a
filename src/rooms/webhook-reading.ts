import type { JsonSchema } from "../game/description.ts";
import type { Fault } from "./ports.ts";
import type { Notification } from "./presence-fact.ts";

/** What a webhook's body turned out to be. */
export type WebhookReading =
  | { readonly outcome: "notification"; readonly notification: Notification }
  /** Well formed, of a type that means nothing to a table. */
  | { readonly outcome: "ignored"; readonly id: string; readonly type: string }
  | { readonly outcome: "malformed"; readonly faults: readonly Fault[] };

/** A webhook's body, for people to read about. */
export interface WebhookDescription {
  readonly type: string;
  readonly schema: JsonSchema;
  readonly example: Readonly<Record<string, unknown>>;
}
