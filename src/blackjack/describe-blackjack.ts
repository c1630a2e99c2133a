import { z } from "zod";
import { componentSchemas, componentUri, tidySchema } from "../game/component-schemas.ts";
import type { GameDescription } from "../game/description.ts";
import { commandSchema, type PlayerCommand } from "./command.ts";
import { REFUSAL_REASONS, refuse } from "./refusal.ts";
import { card, eventSchema, tableSchema, youSchema } from "./schemas.ts";

const examples: {
  readonly [Type in PlayerCommand["type"]]: {
    readonly summary: string;
    readonly example: Extract<PlayerCommand, { type: Type }>;
  };
} = {
  sit: { summary: "Takes a seat.", example: { type: "sit", seat: 2 } },
  leave: { summary: "Gives the seat up with all chips, between rounds.", example: { type: "leave" } },
  rebuy: { summary: "Brings chips again when there are too few for a bet.", example: { type: "rebuy" } },
  bet: { summary: "Bets; the first bet opens a round.", example: { type: "bet", chips: 10 } },
  hit: { summary: "Takes a card.", example: { type: "hit", turn: "3-1-2" } },
  stand: { summary: "Takes no more.", example: { type: "stand", turn: "3-1-2" } },
  double: { summary: "Bets as much again and takes one card.", example: { type: "double", turn: "3-1-2" } },
  pause: { summary: "A host stops the clock.", example: { type: "pause" } },
  resume: { summary: "A host lets it run on.", example: { type: "resume" } },
};

/** Written anew by every call. */
export function describeBlackjack(): GameDescription {
  const registry = z.registry<{ id: string; description?: string }>();
  registry.add(card, { id: "BlackjackCard", description: "Rank and suit." });
  registry.add(tableSchema, { id: "BlackjackTable", description: "What anyone may see of a table." });
  registry.add(youSchema, { id: "BlackjackYou", description: "What only a seated player sees besides." });
  registry.add(eventSchema, { id: "BlackjackEvent", description: "What a client animates." });
  return {
    name: "blackjack",
    schemas: componentSchemas(z.toJSONSchema(registry, { uri: componentUri }).schemas),
    roles: { table: "BlackjackTable", you: "BlackjackYou", event: "BlackjackEvent" },
    commands: commandSchema.options.map((schema) => {
      const type = schema.shape.type.value;
      const { summary, example } = examples[type];
      return { type, summary, example, schema: tidySchema(z.toJSONSchema(schema, { io: "input" })) };
    }),
    refusals: REFUSAL_REASONS.map((reason) => ({ reason, kind: refuse(reason).kind })),
  };
}
