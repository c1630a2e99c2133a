import { z } from "zod";
import { componentSchemas, componentUri, tidySchema } from "../game/component-schemas.ts";
import type { CommandDescription, GameDescription } from "../game/description.ts";
import { auditSchema } from "./fair-deck/audit.ts";
import { REFUSAL_REASONS, refuse } from "./refusal.ts";
import { commandExamples } from "./schemas/command-examples.ts";
import { eventSchema } from "./schemas/event-schema.ts";
import {
  handRecordSchema,
  handSummarySchema,
  ledgerSchema,
  proofSchema,
  replaySchema,
} from "./schemas/history-schema.ts";
import { card } from "./schemas/parts.ts";
import { handSchema, tableSchema, youSchema } from "./schemas/table-schema.ts";
import { playerCommandSchema } from "./table-command.ts";

/** Written anew by every call. */
export function describePoker(): GameDescription {
  return {
    name: "poker",
    schemas: writtenSchemas(),
    roles: {
      table: "PokerTable",
      you: "PokerYou",
      event: "PokerEvent",
      hand: "PokerHandRecord",
      handSummary: "PokerHandSummary",
      replay: "PokerReplay",
      ledger: "PokerLedger",
      proof: "PokerProof",
      audit: "PokerAudit",
    },
    commands: playerCommandSchema.options.map(commandOf),
    refusals: REFUSAL_REASONS.map((reason) => ({ reason, kind: refuse(reason).kind })),
  };
}

function writtenSchemas() {
  const registry = z.registry<{ id: string; description?: string }>();
  registry.add(card, { id: "PokerCard", description: "Rank and suit." });
  registry.add(handSchema, { id: "PokerHand" });
  registry.add(tableSchema, { id: "PokerTable", description: "What anyone may see of a table." });
  registry.add(youSchema, { id: "PokerYou", description: "What only a seated player sees besides." });
  registry.add(eventSchema, { id: "PokerEvent", description: "What a client animates." });
  registry.add(handSummarySchema, { id: "PokerHandSummary", description: "A finished hand." });
  registry.add(handRecordSchema, { id: "PokerHandRecord", description: "A finished hand with its events." });
  registry.add(replaySchema, { id: "PokerReplay", description: "A finished hand, step by step." });
  registry.add(ledgerSchema, { id: "PokerLedger", description: "Who brought, took and has how many chips." });
  registry.add(proofSchema, { id: "PokerProof", description: "Where known cards were in the deck." });
  registry.add(auditSchema, { id: "PokerAudit", description: "A session that is over, with its secret." });
  return componentSchemas(z.toJSONSchema(registry, { uri: componentUri }).schemas);
}

function commandOf(schema: (typeof playerCommandSchema)["options"][number]): CommandDescription {
  const type = schema.shape.type.value;
  const { summary, example } = commandExamples[type];
  const written = z.toJSONSchema(schema, { io: "input" });
  return { type, summary, schema: tidySchema(written), example: { ...example } };
}
