import { type ChipsCheck, createChipsCheck } from "./chips-check.ts";
import { BUY_IN } from "./environment.ts";
import { cardsIn, createSecretsCheck, type SecretsCheck, type Telling } from "./secrets-check.ts";

/** All that the demo holds Croupier to. */
export interface Checks {
  readonly chips: ChipsCheck;
  readonly secrets: SecretsCheck;
  told(telling: Telling): void;
  /** A line of Croupier's log. */
  logged(line: string): void;
  /** Something else went wrong. */
  fail(fault: string): void;
  faults(): readonly string[];
  counts(): { readonly messages: number; readonly answers: number; readonly logLines: number };
}

// `-9d8c-` in the id of a command is no card.
const UUIDS = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

export function createChecks(): Checks {
  const chips = createChipsCheck(BUY_IN);
  const secrets = createSecretsCheck();
  const others: string[] = [];
  const counts = { messages: 0, answers: 0, logLines: 0 };
  return {
    chips,
    secrets,
    told: (telling) => {
      counts[telling.by === "message" ? "messages" : "answers"] += 1;
      secrets.tell(telling);
    },
    logged: (line) => {
      counts.logLines += 1;
      if (cardsIn(line.replace(UUIDS, "")).length > 0) others.push(`a card in the log: ${line}`);
    },
    fail: (fault) => others.push(fault),
    faults: () => [...secrets.faults, ...chips.faults, ...others],
    counts: () => counts,
  };
}
