import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createLog } from "./log.ts";

const STOP_WITHIN_MS = 10_000;

const read = readConfig(process.env);
if (!read.ok) {
  process.stderr.write(`Croupier cannot start:\n${read.faults.map((fault) => `  ${fault}\n`).join("")}`);
  process.exit(1);
}

const { config } = read;
const log = createLog(config.logLevel);
const app = createApp(config, log);

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

try {
  const { port } = await app.start();
  log.info({ port, role: config.role }, port === null ? "working" : "listening");
} catch (error) {
  log.fatal({ err: error }, "could not start");
  process.exit(1);
}
