interface WebhookCounts {
  readonly accepted: number;
  readonly duplicate: number;
  readonly ignored: number;
  /** By the `code` of the answer. */
  readonly refused: Readonly<Record<string, number>>;
  /** When 100ms was last told 200; ISO 8601, UTC. */
  readonly lastAt: string | null;
}

export interface WebhookStats {
  countTaken(outcome: "accepted" | "duplicate" | "ignored", nowMs: number): void;
  countRefused(code: string): void;
  webhookStats(): WebhookCounts;
}

/** Counts the webhooks of this process. */
export function createWebhookStats(): WebhookStats {
  const taken = { accepted: 0, duplicate: 0, ignored: 0 };
  const refused = new Map<string, number>();
  let lastAtMs: number | null = null;
  return {
    countTaken(outcome, nowMs) {
      taken[outcome] += 1;
      lastAtMs = nowMs;
    },
    countRefused(code) {
      refused.set(code, (refused.get(code) ?? 0) + 1);
    },
    webhookStats: () => ({
      ...taken,
      refused: Object.fromEntries(refused),
      lastAt: lastAtMs === null ? null : new Date(lastAtMs).toISOString(),
    }),
  };
}
