import { loadEnvFile } from "node:process";
import { parseArgs } from "node:util";
import { examine, USUAL_WAITS } from "./doctor/examine.ts";
import { printFinding } from "./doctor/finding.ts";

const USAGE = `npm run doctor -- [--url https://your.host] [--env .env]

Checks this deployment and says what to fix: variables, Redis, clocks, the key for 100ms and, with --url, whether
webhooks get through to the Croupier that runs there. Exits 1 when something has to be fixed.
`;

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: "string" },
        env: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.env !== undefined) loadEnvFile(values.env);
    if (values.url !== undefined && !/^https?:\/\/[^/]/.test(values.url))
      throw new TypeError("--url must be an http(s) URL");
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { url, help } = readOptions();
if (help) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const counts = { good: 0, look: 0, fix: 0 };
for await (const finding of examine({
  env: process.env,
  publicUrl: url ?? null,
  log: silent,
  waits: USUAL_WAITS,
})) {
  counts[finding.weight] += 1;
  process.stdout.write(`${printFinding(finding)}\n`);
}
process.stdout.write(`\n${counts.good} ok, ${counts.look} to look at, ${counts.fix} to fix\n`);
process.exitCode = counts.fix === 0 ? 0 : 1;
