import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { type EmulatorOptions, startEmulator } from "./emulator.ts";

const HELP = `Usage: npm run emulator -- [options]

  --port N             where to listen (default 4100; 0: a free port)
  --host H             default 127.0.0.1
  --webhook URL        where webhooks go (default http://127.0.0.1:3000/webhooks/100ms)
  --header NAME        the secret header (default x-croupier-secret)
  --secret VALUE       its value (made up when absent)
  --access-key K       credentials of the app (made up when absent)
  --app-secret S
  --help`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4100" },
    host: { type: "string", default: "127.0.0.1" },
    webhook: { type: "string", default: "http://127.0.0.1:3000/webhooks/100ms" },
    header: { type: "string", default: "x-croupier-secret" },
    secret: { type: "string", default: randomBytes(16).toString("hex") },
    "access-key": { type: "string", default: randomBytes(12).toString("hex") },
    "app-secret": { type: "string", default: randomBytes(32).toString("hex") },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  const options: EmulatorOptions = {
    host: values.host,
    port: Number(values.port),
    accessKey: values["access-key"],
    appSecret: values["app-secret"],
    webhook: { url: values.webhook, headers: { [values.header]: values.secret } },
  };
  const emulator = await startEmulator(options);
  console.log(`A local 100ms at ${emulator.origin}; webhooks go to ${values.webhook}. For Croupier:

HMS_API_URL=${emulator.apiUrl}
HMS_APP_ACCESS_KEY=${emulator.accessKey}
HMS_APP_SECRET=${emulator.appSecret}
WEBHOOK_HEADER=${values.header}
WEBHOOK_SECRETS=${values.secret}

Let Alice join a room:
curl -X POST ${emulator.origin}/_emulator/rooms/lounge/peers -d '{"userId":"alice","name":"Alice"}'`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.stop());
}
