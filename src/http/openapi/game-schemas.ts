import { componentUri } from "../../game/component-schemas.ts";
import type { CommandDescription, GameDescription, JsonSchema } from "../../game/description.ts";

type Role = keyof GameDescription["roles"];

export const ref = (name: string): JsonSchema => ({ $ref: componentUri(name) });

/** What plays that role in any of the games; null when in none. */
export function anyGame(games: readonly GameDescription[], role: Role): JsonSchema | null {
  const schemas = games.flatMap(({ roles }) => roles[role] ?? []).map(ref);
  const [first] = schemas;
  return first === undefined || schemas.length === 1 ? (first ?? null) : { anyOf: schemas };
}

/** The body of a request: the command and its `id`. */
export function requestSchema({ schema }: CommandDescription): JsonSchema {
  const id = {
    type: "string",
    format: "uuid",
    description: "Made by the client: the same id has no second effect.",
  };
  return {
    ...schema,
    properties: { id, ...(schema["properties"] as object) },
    required: ["id", ...(schema["required"] as readonly string[])],
  };
}

/** `{version, table, you}`. */
export function tableAnswer(games: readonly GameDescription[]): JsonSchema {
  return objectOf({
    version: { type: "integer", minimum: 0, description: "The `seq` of the message that told it." },
    table: anyGame(games, "table") ?? {},
    you: { anyOf: [anyGame(games, "you") ?? {}, { type: "null" }], description: "Null for a spectator." },
  });
}

export function handList(games: readonly GameDescription[]): JsonSchema {
  return objectOf({
    hands: { type: "array", items: anyGame(games, "handSummary") ?? {} },
    before: { type: ["integer", "null"], description: "Asks for the next page; null at the end." },
  });
}

function objectOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}
