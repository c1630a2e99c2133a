import { HELP, readArguments } from "./arguments.ts";
import { runDemo } from "./run.ts";

// A terminal and npm may both pass on the same Ctrl-C: only a later one means "at once".
const SAME_SIGNAL_MS = 500;

const read = readArguments(process.argv.slice(2));

if (read.wanted === "help") console.log(HELP);
else if (read.wanted === "nothing") {
  for (const fault of read.faults) console.error(fault);
  console.error("\nnpm run demo -- --help tells what there is.");
  process.exitCode = 2;
} else {
  const stage = {
    demo: read.arguments,
    env: process.env,
    signal: interruption(),
    say: (line: string) => console.log(line),
  };
  // Vite is loaded for a page alone.
  const buildPage = async () => (await import("./page-build.ts")).buildPage();
  const { faults, isComplete } = await runDemo(stage, buildPage);
  for (const fault of faults) console.error(`VIOLATION  ${fault}`);
  process.exitCode = faults.length > 0 ? 1 : isComplete ? 0 : 130;
}

function interruption(): AbortSignal {
  const stopping = new AbortController();
  let firstAtMs: number | null = null;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (firstAtMs !== null && performance.now() - firstAtMs > SAME_SIGNAL_MS) process.exit(130);
      firstAtMs ??= performance.now();
      stopping.abort();
    });
  return stopping.signal;
}
