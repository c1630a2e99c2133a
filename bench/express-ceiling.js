import { openCeiling } from "./ceiling-app.js";

/** The ceiling of `accept`. Argument: the URL of Redis. */
await openCeiling(process.argv[2] ?? "");
