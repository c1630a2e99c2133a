import type { Checks } from "./checks.ts";
import { readMessage } from "./message.ts";
import type { Seated } from "./seats.ts";
import { headline, paragraph } from "./typeset.ts";

interface Ending {
  readonly seated: readonly Seated[];
  readonly checks: Checks;
  readonly hands: number;
  readonly seconds: number;
  readonly seed: string;
}

/** What was played and whether everything held. */
export function summarize({ seated, checks, hands, seconds, seed }: Ending): readonly string[] {
  const { boughtIn, onTable, sightings } = checks.chips.totals();
  const { messages, answers, logLines } = checks.counts();
  const refusals = seated.reduce((sum, { bot }) => sum + bot.refusals(), 0);
  return [
    headline("Summary", []),
    paragraph("hands", [`${hands} in ${seconds.toFixed(1)} s, ${refusals} commands refused`]),
    paragraph("told", seated.map(toldTo)),
    paragraph(
      "chips",
      [
        `${boughtIn} bought in ${boughtIn === onTable ? "=" : "but"} ${onTable} on the table`,
        `the same at every one of ${sightings} looks at it`,
      ].slice(0, checks.chips.faults.length === 0 ? 2 : 1),
    ),
    paragraph("secrets", [
      `${checks.secrets.faults.length === 0 ? "none leaked" : "LEAKED"} in ${messages} messages, ${answers} answers and ${logLines} log lines`,
    ]),
    paragraph("seed", [`${seed} (--seed ${seed} deals the same cards again)`]),
  ];
}

function toldTo({ name, peer }: Seated): string {
  const own = peer.received.filter(({ message }) => readMessage(message).kind !== "table").length;
  return `${name} ${peer.received.length} messages (${own} private)`;
}
