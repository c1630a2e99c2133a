/** JSON Schema 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a game says about itself to whoever writes a client. */
export interface GameDescription {
  /** As in `Game`. */
  readonly name: string;
  /** By name, beginning with the game's own; they refer to each other as `#/components/schemas/<name>`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Which of them is what. */
  readonly roles: {
    readonly table: string;
    readonly you: string;
    readonly event: string;
    readonly hand?: string;
    readonly handSummary?: string;
    readonly replay?: string;
    readonly ledger?: string;
    readonly proof?: string;
    readonly audit?: string;
  };
  readonly commands: readonly CommandDescription[];
  readonly refusals: readonly {
    readonly reason: string;
    readonly kind: "conflict" | "forbidden" | "illegal";
  }[];
}

export interface CommandDescription {
  readonly type: string;
  readonly summary: string;
  /** Of the body without its `id`. */
  readonly schema: JsonSchema;
  readonly example: Readonly<Record<string, unknown>>;
}
