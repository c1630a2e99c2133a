import type { JsonSchema } from "../../src/game/description.ts";
import type { ApiParts } from "../../src/http/openapi/api-parts.ts";
import { webhookName } from "../../src/http/openapi/other-operations.ts";
import { describeMessages } from "../../src/rooms/describe-messages.ts";

/** By file name: each message and webhook as a schema that needs no other. */
export function jsonSchemas(
  { games, webhooks }: ApiParts,
  schemas: Readonly<Record<string, JsonSchema>>,
): Readonly<Record<string, JsonSchema>> {
  const messages = games.flatMap((game) =>
    describeMessages(game).map(({ kind, name }) => [`messages/${game.name}.${kind}`, name] as const),
  );
  const named = [
    ...messages,
    ...webhooks.map(({ type }) => [`webhooks/${type}`, webhookName(type)] as const),
  ];
  return Object.fromEntries(named.map(([file, name]) => [`${file}.schema.json`, bundle(name, schemas)]));
}

function bundle(name: string, schemas: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const needed = [...collect(name, schemas, new Set())].filter((one) => one !== name);
  const $defs = Object.fromEntries(needed.map((one) => [one, schemas[one]]));
  const whole = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: name,
    ...schemas[name],
    ...(needed.length > 0 && { $defs }),
  };
  return JSON.parse(JSON.stringify(whole).replaceAll("#/components/schemas/", "#/$defs/")) as JsonSchema;
}

function collect(
  name: string,
  schemas: Readonly<Record<string, JsonSchema>>,
  known: Set<string>,
): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  const references = JSON.stringify(schemas[name]).matchAll(/"#\/components\/schemas\/(\w+)"/g);
  for (const [, referred = ""] of references) collect(referred, schemas, known);
  return known;
}
