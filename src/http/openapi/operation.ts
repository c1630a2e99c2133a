import type { JsonSchema } from "../../game/description.ts";

/** One method of one path, in this project's words. */
export interface Operation {
  readonly id: string;
  readonly method: "get" | "post";
  /** Parameters in braces. */
  readonly path: string;
  readonly tag: "100ms" | "Players" | "History" | "Probes" | "Operators" | "Documents";
  readonly summary: string;
  readonly description?: string;
  /** How the caller shows who they are; null: anyone. */
  readonly caller: "100ms" | "player" | "operator" | null;
  readonly query?: readonly {
    readonly name: string;
    readonly description: string;
    readonly schema: JsonSchema;
  }[];
  readonly body?: { readonly schema: JsonSchema; readonly examples: Readonly<Record<string, Example>> };
  readonly answers: readonly Answer[];
  /** Codes of the problems that may be answered; 500 and what the HTTP parser refuses are everywhere. */
  readonly problems: readonly string[];
}

interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

export interface Answer {
  readonly status: number;
  readonly description: string;
  readonly contentType: string;
  readonly schema: JsonSchema;
}

export function json(status: number, description: string, schema: JsonSchema): Answer {
  return { status, description, contentType: "application/json", schema };
}

export function text(contentType: string, description: string): Answer {
  return { status: 200, description, contentType, schema: { type: "string" } };
}
