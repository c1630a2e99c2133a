import { HELP, readArguments } from "./arguments.ts";
import { runDemo } from "./run.ts";

const read = readArguments(process.argv.slice(2));

if (read.wanted === "help") console.log(HELP);
else if (read.wanted === "nothing") {
  for (const fault of read.faults) console.error(fault);
  console.error("\nnpm run demo -- --help tells what there is.");
  process.exitCode = 2;
} else {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      stopping.abort();
    });
  try {
    const faults = await runDemo({
      demo: read.arguments,
      env: process.env,
      signal: stopping.signal,
      say: (line) => console.log(line),
    });
    process.exitCode = faults.length === 0 ? 0 : 1;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
