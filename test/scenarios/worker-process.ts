import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { SOON_WORRIED } from "./soon-worried.ts";

const reading = readConfig(process.env);
if (!reading.ok) throw new Error(reading.faults.join("; "));
const log = createLog({ level: "error", isPretty: false });
await createApp(reading.config, log, undefined, { attention: SOON_WORRIED }).start();
