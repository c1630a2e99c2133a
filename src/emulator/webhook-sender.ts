import { pushBounded } from "./bounded.ts";
import type { FaultInjector } from "./faults.ts";
import { createLanes } from "./lanes.ts";
import type { Pauses } from "./pauses.ts";
import {
  type Attempt,
  isSelected,
  type SentWebhook,
  type WebhookSelection,
  webhookEvent,
} from "./sent-webhook.ts";
import { createTasks } from "./tasks.ts";
import { createWebhookPost, type WebhookTarget } from "./webhook-post.ts";

export interface WebhookSenderDeps {
  readonly faults: FaultInjector;
  readonly pauses: Pauses;
  readonly now: () => number;
  readonly nextTime: () => string;
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
  readonly replayIntervalMs: number;
  readonly keep: number;
}

export interface WebhookSender {
  emit(roomId: string, type: string, data: object): void;
  /** Sends failed ones again, some time apart; returns how many. */
  replay(selection: WebhookSelection): number;
  /** Oldest first. */
  list(selection?: WebhookSelection): readonly SentWebhook[];
  /** Null: nowhere. */
  pointAt(target: WebhookTarget | null): void;
  /** When nothing is under way, retries and replays included. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

type Tracked = Omit<SentWebhook, "state" | "attempts"> & {
  state: SentWebhook["state"];
  readonly attempts: Attempt[];
};

/**
 * Sends webhooks as 100ms does: an event is tried, tried again after each delay until it is answered 200, then
 * given up and listed as failed. First attempts of one room go out in order, one after the other; retries and
 * delayed events are overtaken. With no target nothing is sent and nothing remembered.
 */
export function createWebhookSender(deps: WebhookSenderDeps): WebhookSender {
  const poster = createWebhookPost(deps);
  const deliver = createDelivery(deps, (webhook, isReplay) => poster.post(webhook, isReplay));
  const tasks = createTasks();
  const sent: Tracked[] = [];

  async function replayAll(webhooks: readonly Tracked[]): Promise<void> {
    for (const webhook of webhooks) {
      tasks.run(deliver.again(webhook));
      if (!(await deps.pauses.pause(deps.replayIntervalMs))) return;
    }
  }

  return {
    emit(roomId, type, data) {
      if (!poster.hasTarget()) return;
      const event = webhookEvent(type, data, deps.nextTime());
      const webhook: Tracked = { id: event.id, roomId, type, event, attempts: [], state: "sending" };
      pushBounded(sent, webhook, deps.keep);
      const { drop, delayMs, copies } = deps.faults.strikeWebhook(roomId, type);
      if (drop) webhook.state = "dropped";
      else tasks.run(deliver.first(webhook, delayMs, copies));
    },
    replay(selection) {
      const failed = sent.filter((webhook) => webhook.state === "failed" && isSelected(webhook, selection));
      for (const webhook of failed) webhook.state = "sending";
      tasks.run(replayAll(failed));
      return failed.length;
    },
    list: (selection = {}) => sent.filter((webhook) => isSelected(webhook, selection)),
    pointAt: (target) => poster.pointAt(target),
    settled: () => tasks.settled(),
    async stop() {
      deps.pauses.stop();
      await poster.destroy();
      await tasks.settled();
    },
  };
}

type Post = (webhook: SentWebhook, isReplay: boolean) => Promise<number | null>;

function createDelivery({ pauses, now, retryDelaysMs }: WebhookSenderDeps, post: Post) {
  const inLane = createLanes();

  async function attempt(webhook: Tracked, isReplay: boolean): Promise<boolean> {
    const atMs = now();
    const status = await post(webhook, isReplay);
    webhook.attempts.push({ atMs, status });
    return status === 200;
  }

  async function retry(webhook: Tracked, isReplay: boolean): Promise<void> {
    for (const delayMs of retryDelaysMs) {
      if (!(await pauses.pause(delayMs))) return;
      if (await attempt(webhook, isReplay)) {
        webhook.state = "delivered";
        return;
      }
    }
    webhook.state = "failed";
  }

  return {
    async first(webhook: Tracked, delayMs: number, copies: number): Promise<void> {
      const attempts = async () => {
        const all = Array.from({ length: 1 + copies }, () => attempt(webhook, false));
        return (await Promise.all(all)).includes(true);
      };
      if (delayMs > 0 && !(await pauses.pause(delayMs))) return;
      const arrived = await (delayMs > 0 ? attempts() : inLane(webhook.roomId, attempts));
      if (arrived) webhook.state = "delivered";
      else await retry(webhook, false);
    },
    async again(webhook: Tracked): Promise<void> {
      if (await attempt(webhook, true)) webhook.state = "delivered";
      else await retry(webhook, true);
    },
  };
}
