import { setTimeout as delay } from "node:timers/promises";
import type { ChipsCheck } from "./chips-check.ts";
import { chooseAction } from "./choose-action.ts";
import { type Duty, nextDuty } from "./duty.ts";
import { createNewestViews, type News } from "./newest-views.ts";
import type { PlayerClient, TableReading } from "./player-client.ts";
import type { Random } from "./random.ts";

interface BotSetup {
  readonly player: string;
  readonly client: PlayerClient;
  readonly random: Random;
  readonly chips: ChipsCheck;
  /** What a broke player buys again. */
  readonly buyIn: number;
  readonly thinkMs: () => number;
  /** The bot cannot go on. */
  readonly fail: (error: unknown) => void;
}

export interface Bot {
  /** A message that a peer of this player was delivered. */
  hear(news: News): void;
  stop(): Promise<void>;
  /** Refused commands, each followed by a fresh look at the table. */
  refusals(): number;
}

const PATIENCE = 10;

/** Plays one seat as a client would. One duty at a time; news that come during a duty are seen to after it. */
export function createBot(setup: BotSetup): Bot {
  const stopping = new AbortController();
  const { signal } = stopping;
  const views = createNewestViews();
  let actedOn: string | null = null;
  let refusals = 0;
  let work: Promise<void> | null = null;

  const duty = (): Duty | null => (signal.aborted ? null : nextDuty(setup.player, views.known(), actedOn));
  const fulfilDuties = async (): Promise<void> => {
    let inARow = 0;
    for (let task = duty(); task !== null; task = duty()) {
      if (task.kind === "act") await delay(setup.thinkMs(), undefined, { signal });
      const reading = await (task.kind === "act" ? act(setup, task) : topUp(setup));
      if (reading !== null && task.kind === "act") actedOn = task.turn;
      views.learn(newsOf(reading ?? (await setup.client.read())));
      inARow = reading === null ? inARow + 1 : 0;
      refusals += reading === null ? 1 : 0;
      if (inARow > PATIENCE) throw new Error(`${setup.player} is refused again and again`);
    }
  };
  const stir = (): void => {
    work ??= fulfilDuties().then(
      () => {
        work = null;
        if (duty() !== null) stir();
      },
      (error: unknown) => {
        if (!signal.aborted) setup.fail(error);
      },
    );
  };

  return {
    hear: (news) => {
      views.learn(news);
      stir();
    },
    stop: async () => {
      stopping.abort();
      await work;
    },
    refusals: () => refusals,
  };
}

async function act({ client, random }: BotSetup, duty: Extract<Duty, { kind: "act" }>) {
  const answer = await client.command({ type: "act", turn: duty.turn, ...chooseAction(duty, random) });
  return answer.ok ? answer.reading : null;
}

async function topUp({ client, chips, player, buyIn }: BotSetup) {
  const purchase = chips.buy(player, buyIn);
  const answer = await client.command({ type: "topUp", chips: buyIn });
  if (answer.ok) purchase.got(answer.reading.version);
  else purchase.refused();
  return answer.ok ? answer.reading : null;
}

function newsOf({ version, table, you }: TableReading): News {
  return { seq: version, table, you };
}
