import { setFlagsFromString } from "node:v8";

// What loading the modules leaves behind would make V8's young generation grow as far as it may, which an idle service
// never needs. Traffic may make it grow later.
setFlagsFromString("--semi-space-growth-factor=1");
const { createApp } = await import("./app.ts");
const { readConfig } = await import("./config.ts");
const { createLog } = await import("./log.ts");
setFlagsFromString("--semi-space-growth-factor=2");
// One thread clears a young generation within milliseconds; several spend more on waiting for each other.
setFlagsFromString("--no-parallel-scavenge");

const STOP_WITHIN_MS = 10_000;
const SPANS_EVERY_MS = 5000;

const read = readConfig(process.env);
if (!read.ok) {
  process.stderr.write(`Croupier cannot start:\n${read.faults.map((fault) => `  ${fault}\n`).join("")}`);
  process.exit(1);
}

const { config } = read;
const log = createLog({ level: config.logLevel, isPretty: !config.production && process.stdout.isTTY });
const app = createApp(config, log, undefined, { tracing: await traced() });

let isStopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.error({}, "could not stop in time");
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "could not stop cleanly");
        process.exit(1);
      },
    );
  });
}

// Loaded when it is asked for: it takes as much memory as all the rest of an idle service's modules.
async function traced() {
  if (config.tracing === null) return undefined;
  const [{ startTracing }, { readVersion }] = await Promise.all([
    import("./telemetry/tracing.ts"),
    import("./version.ts"),
  ]);
  return startTracing({ ...config.tracing, version: readVersion(), everyMs: SPANS_EVERY_MS });
}

try {
  const { port, metricsPort } = await app.start();
  log.info({ port, metricsPort, role: config.role }, port === null ? "working" : "listening");
} catch (error) {
  log.fatal({ err: error }, "could not start");
  process.exit(1);
}
