import { componentUri } from "../game/component-schemas.ts";
import type { GameDescription, JsonSchema } from "../game/description.ts";

export interface MessageDescription {
  readonly kind: "table" | "you" | "welcome";
  /** Of its schema. */
  readonly name: string;
  readonly to: string;
  readonly schema: JsonSchema;
}

/** What peers are told, kind by kind, in one game. */
export function describeMessages({ name, roles }: GameDescription): readonly MessageDescription[] {
  const table = { $ref: componentUri(roles.table) };
  const you = { anyOf: [{ $ref: componentUri(roles.you) }, { type: "null" }] };
  const events = {
    type: "array",
    items: { $ref: componentUri(roles.event) },
    description: "Since the last one, for animation.",
  };
  const message = (
    kind: MessageDescription["kind"],
    to: string,
    members: Readonly<Record<string, JsonSchema>>,
  ): MessageDescription => ({
    kind,
    name: `${capital(name)}${capital(kind)}Message`,
    to,
    schema: messageSchema(name, kind, { to, members }),
  });
  return [
    message("table", "Everyone in the room.", { events, table }),
    message("you", "Each live peer of one player.", { you }),
    message("welcome", "One peer that has just joined.", { table, you }),
  ];
}

function messageSchema(
  game: string,
  kind: string,
  { to, members }: { readonly to: string; readonly members: Readonly<Record<string, JsonSchema>> },
): JsonSchema {
  const properties = {
    v: { const: 1 },
    game: { const: game },
    room: { type: "string" },
    seq: { type: "integer", minimum: 1, description: "The room's version: keep the newest of each kind." },
    kind: { const: kind },
    ...members,
  };
  const required = Object.keys(properties);
  return { type: "object", description: to, properties, required, additionalProperties: false };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
