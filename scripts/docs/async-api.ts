import type { GameDescription, JsonSchema } from "../../src/game/description.ts";
import type { ApiParts } from "../../src/http/openapi/api-parts.ts";
import { webhookName } from "../../src/http/openapi/other-operations.ts";
import { describeMessages } from "../../src/rooms/describe-messages.ts";

const ref = ($ref: string) => ({ $ref });

/** AsyncAPI 3: what peers are told through 100ms, and what 100ms tells Croupier. */
export function asyncApi(parts: ApiParts, schemas: Readonly<Record<string, JsonSchema>>) {
  const told = parts.games.flatMap(describeMessages);
  const webhooks = parts.webhooks.map(({ type }) => ({ type, name: webhookName(type) }));
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Croupier",
      version: parts.version,
      description: "What is said in a 100ms room about its table, and what 100ms reports about the room.",
      license: { name: "MIT" },
    },
    defaultContentType: "application/json",
    channels: {
      room: {
        address: "active-rooms/{roomId}/send-message",
        description:
          "A `custom_event` of 100ms without a sender; its `message` is this payload as JSON, at most 4,096 bytes. At least once, in order.",
        parameters: { roomId: { description: "The 100ms room." } },
        messages: Object.fromEntries(told.map(({ name }) => [name, ref(`#/components/messages/${name}`)])),
      },
      webhooks: {
        address: "/webhooks/100ms",
        description: "Posted by 100ms; any order, any number of copies.",
        messages: Object.fromEntries(
          webhooks.map(({ name }) => [name, ref(`#/components/messages/${name}`)]),
        ),
      },
    },
    operations: {
      tellPeers: {
        action: "send",
        channel: ref("#/channels/room"),
        summary: "Views and events, to whom they are for.",
      },
      takeWebhook: {
        action: "receive",
        channel: ref("#/channels/webhooks"),
        summary: "Who joined and left.",
      },
    },
    components: {
      messages: Object.fromEntries([
        ...told.map(({ name, kind, to }) => [
          name,
          { name: kind, summary: to, payload: ref(`#/components/schemas/${name}`) },
        ]),
        ...parts.webhooks.map(({ type, example }) => {
          const name = webhookName(type);
          return [
            name,
            { name: type, payload: ref(`#/components/schemas/${name}`), examples: [{ payload: example }] },
          ];
        }),
      ]),
      schemas: Object.fromEntries(
        neededBy(parts.games, [...told, ...webhooks], schemas).map((name) => [name, schemas[name]]),
      ),
    },
  };
}

function neededBy(
  games: readonly GameDescription[],
  named: readonly { readonly name: string }[],
  schemas: Readonly<Record<string, JsonSchema>>,
): readonly string[] {
  const ofMessages = new Set(named.map(({ name }) => name));
  const ofGames = new Set(games.flatMap((game) => Object.keys(game.schemas)));
  return Object.keys(schemas).filter((name) => ofMessages.has(name) || ofGames.has(name));
}
