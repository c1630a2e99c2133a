import type { GameDescription, JsonSchema } from "../../game/description.ts";
import { describeMessages } from "../../rooms/describe-messages.ts";
import { STATUS, STATUS_OF_REFUSAL, titleOf } from "../problem.ts";
import { answerSchemas } from "./answer-schemas.ts";
import type { ApiParts } from "./api-parts.ts";
import { anyGame, handList, ref, tableAnswer } from "./game-schemas.ts";
import type { Answer, Operation } from "./operation.ts";
import { operatorOperations } from "./operator-operations.ts";
import { otherOperations, webhookName } from "./other-operations.ts";
import { playerOperations } from "./player-operations.ts";

/** Refusals of the rooms themselves. */
const SHELL_REFUSALS = { not_in_room: 409, id_taken: 409, no_audit: 409, unknown_ledger: 404 };
const EVERYWHERE = ["internal"];

export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> } & JsonSchema;
}

/** OpenAPI 3.1, from the schemas that judge requests and those that the views' types are checked against. */
export function openApi(parts: ApiParts): OpenApi & JsonSchema {
  const operations = [...otherOperations(parts), ...playerOperations(parts), ...operatorOperations(parts)];
  return {
    openapi: "3.1.1",
    info: {
      title: "Croupier",
      version: parts.version,
      description: "Deals cards in 100ms video rooms. Errors are RFC 9457 with a stable `code`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(parts, operations),
    components: { schemas: componentsOf(parts), securitySchemes: securitySchemes(parts) },
  };
}

function componentsOf(parts: ApiParts): Readonly<Record<string, JsonSchema>> {
  const { webhooks, games } = parts;
  const ours = answerSchemas();
  const [sample] = webhooks;
  const inspection = ours["RoomInspection"] ?? {};
  return {
    ...ours,
    RoomInspection: withMember(inspection, "table", anyGame(games, "table") ?? {}),
    TableAnswer: tableAnswer(games),
    HandList: handList(games),
    ...Object.fromEntries(webhooks.map(({ type, schema }) => [webhookName(type), schema])),
    ...(sample !== undefined && { OtherWebhook: otherWebhook(sample.schema, webhooks) }),
    ...Object.assign({}, ...games.map((game) => ({ ...game.schemas, ...messagesOf(game) }))),
  };
}

function messagesOf(game: GameDescription): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(describeMessages(game).map(({ name, schema }) => [name, schema]));
}

function withMember(schema: JsonSchema, name: string, member: JsonSchema): JsonSchema {
  return { ...schema, properties: { ...(schema["properties"] as object), [name]: member } };
}

// What is around `data` is the same in all of them.
function otherWebhook(sample: JsonSchema, webhooks: ApiParts["webhooks"]): JsonSchema {
  const type = { type: "string", minLength: 1, not: { enum: webhooks.map((known) => known.type) } };
  return {
    ...withMember(withMember(sample, "type", type), "data", { type: "object" }),
    description: "Means nothing to a table and is ignored.",
  };
}

function securitySchemes({ webhookHeader }: ApiParts) {
  return {
    "100ms": { type: "apiKey", in: "header", name: webhookHeader, description: "One of WEBHOOK_SECRETS." },
    player: {
      type: "http",
      scheme: "bearer",
      bearerFormat: "JWT",
      description: "The player's 100ms auth token.",
    },
    operator: { type: "http", scheme: "bearer", description: "ADMIN_TOKEN." },
  };
}

function pathsOf(parts: ApiParts, operations: readonly Operation[]): OpenApi["paths"] {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const operation of operations) {
    const methods = (paths[operation.path] ??= {});
    methods[operation.method] = written(parts, operation);
  }
  return paths;
}

function written(parts: ApiParts, operation: Operation): JsonSchema {
  const { id, tag, summary, description, caller, body } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: caller === null ? [] : [{ [caller]: [] }],
    parameters: parametersOf(operation),
    ...(body !== undefined && {
      requestBody: { required: true, content: { "application/json": { ...body } } },
    }),
    responses: responsesOf(parts, operation),
  };
}

const PARAMETERS: Readonly<Record<string, JsonSchema>> = {
  roomId: { type: "string", pattern: "^[\\w-]{1,128}$" },
  messageId: { type: "string", pattern: "^\\d{1,16}-\\d{1,16}$" },
  hand: { type: "string", examples: ["7", "7.phh", "7.txt"] },
};

function parametersOf({ path, query = [] }: Operation): readonly JsonSchema[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return [
    ...names.map((name) => ({ name, in: "path", required: true, schema: PARAMETERS[name] })),
    ...query.map((one) => ({ ...one, in: "query", required: false })),
  ];
}

function responsesOf(parts: ApiParts, { answers, problems }: Operation): JsonSchema {
  const codes = [...new Set([...problems, ...EVERYWHERE])];
  const statuses = [
    ...new Set([...answers.map(({ status }) => status), ...codes.map((code) => statusOf(parts, code))]),
  ];
  return Object.fromEntries(
    statuses
      .toSorted((a, b) => a - b)
      .map((status) => {
        const own = answers.filter((answer) => answer.status === status);
        return [
          status,
          responseOf(
            status,
            own,
            codes.filter((code) => statusOf(parts, code) === status),
          ),
        ];
      }),
  );
}

function statusOf({ games }: ApiParts, code: string): number {
  const known: Readonly<Record<string, number>> = { ...STATUS, ...SHELL_REFUSALS };
  const refusal = games.flatMap(({ refusals }) => refusals).find(({ reason }) => reason === code);
  const status = known[code] ?? (refusal && STATUS_OF_REFUSAL[refusal.kind]);
  if (status === undefined) throw new Error(`nobody knows the status of ${code}`);
  return status;
}

function responseOf(status: number, answers: readonly Answer[], codes: readonly string[]): JsonSchema {
  const content: Record<string, unknown> = {};
  for (const { contentType, schema } of answers) content[contentType] = { schema };
  if (codes.length > 0) {
    const problem = {
      allOf: [ref("Problem"), { properties: { status: { const: status }, code: { enum: codes } } }],
    };
    content["application/problem+json"] = { schema: problem };
  }
  return { description: answers[0]?.description ?? titleOf(status), content };
}
