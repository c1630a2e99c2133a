import type { ApiParts } from "./api-parts.ts";
import { ref } from "./game-schemas.ts";
import { json, type Operation, text } from "./operation.ts";

/** What neither players nor operators ask. */
export function otherOperations({ webhooks }: ApiParts): readonly Operation[] {
  return [
    {
      id: "takeWebhook",
      method: "post",
      path: "/webhooks/100ms",
      tag: "100ms",
      caller: "100ms",
      summary: "Takes a webhook of 100ms.",
      description: "200 only after the effect is stored; after anything else 100ms tries again.",
      body: {
        schema: {
          anyOf: [...webhooks.map(({ type }) => ref(webhookName(type))), ref("OtherWebhook")],
        },
        examples: Object.fromEntries(webhooks.map(({ type, example }) => [type, { value: example }])),
      },
      answers: [json(200, "It is taken.", ref("WebhookOutcome"))],
      problems: [
        "malformed",
        "wrong_secret",
        "too_large",
        "unsupported_media_type",
        "rate_limited",
        "room_busy",
        "unavailable",
      ],
    },
    probe("healthz", "The process serves HTTP.", "Alive", []),
    probe("readyz", "It should get traffic.", "Ready", ["not_ready"]),
    {
      ...document,
      id: "getOpenApi",
      path: "/openapi.json",
      summary: "This document.",
      answers: [json(200, "OpenAPI 3.1.", { type: "object" })],
    },
    {
      ...document,
      id: "getDocs",
      path: "/docs",
      summary: "This document as a page.",
      answers: [text("text/html; charset=utf-8", "A page.")],
    },
  ];
}

const document = { method: "get", tag: "Documents", caller: null, problems: [] } as const;

/** `peer.join.success` is `PeerJoinSuccessWebhook`. */
export function webhookName(type: string): string {
  const words = type.split(".").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("")}Webhook`;
}

function probe(id: string, summary: string, schema: string, problems: readonly string[]): Operation {
  return {
    id,
    method: "get",
    path: `/${id}`,
    tag: "Probes",
    caller: null,
    summary,
    answers: [json(200, summary, ref(schema))],
    problems,
  };
}
