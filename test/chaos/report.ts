import type { Result } from "./chaos-case.ts";

/** One line for people at the terminal. */
export function lineOf(result: Result): string {
  const {
    no,
    fault,
    failure,
    struck,
    messages,
    answers,
    duplicates,
    silenceMs,
    leaks,
    homeGame,
    note,
    seconds,
  } = result;
  const figures = [
    `${struck} struck`,
    `${messages} messages and ${answers} answers inspected`,
    `${duplicates} duplicates`,
    `silence ${(silenceMs / 1000).toFixed(1)} s`,
    `${leaks} cards leaked`,
    ...(homeGame === null ? [] : [`${homeGame.straddles} straddles, ${homeGame.ranTwice} hands run twice`]),
    ...(note === "" ? [] : [note]),
  ];
  const verdict = failure === null ? "ok    " : "FAILED";
  const line = `${verdict} ${String(no).padStart(2)}  ${fault}: ${figures.join(", ")} (${seconds.toFixed(1)} s)`;
  return failure === null ? line : `${line}\n${indented(failure)}`;
}

/** The figures as Markdown. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map(
    ({ no, fault, expected, struck, messages, answers, duplicates, silenceMs, leaks, homeGame, note }) =>
      [
        no,
        fault,
        note === "" ? expected : `${expected} (${note})`,
        struck,
        messages + answers,
        duplicates,
        `${(silenceMs / 1000).toFixed(1)} s`,
        leaks,
        homeGame?.straddles ?? "–",
        homeGame?.ranTwice ?? "–",
      ].join(" | "),
  );
  return [
    "| | fault | what is asserted besides (measured) | faults | messages and answers inspected | sent twice | longest silence | cards leaked | straddles | hands run twice |",
    "|---|---|---|---|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
  ].join("\n");
}

/** The text with what stands between its two markers replaced. */
export function withTable(text: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error("the document lacks the markers of the figures");
  return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "       ");
}
