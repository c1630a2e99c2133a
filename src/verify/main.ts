import { readFileSync } from "node:fs";
import { type Audit, auditSchema } from "../poker/fair-deck/audit.ts";
import { verifyAudit } from "../poker/fair-deck/verify-audit.ts";
import { compareMessages } from "./compare-messages.ts";
import { linesAbout } from "./lines-about.ts";

const USAGE = "npm run verify -- AUDIT.json [MESSAGES.jsonl…]   (messages as a client got them, one a line)";

function main([auditFile, ...messageFiles]: readonly string[]): number {
  if (auditFile === undefined) {
    console.error(USAGE);
    return 1;
  }
  const audit = readAudit(auditFile);
  if (typeof audit === "string") {
    console.error(audit);
    return 1;
  }
  const messages = readMessages(messageFiles);
  if (typeof messages === "string") {
    console.error(messages);
    return 1;
  }
  const verification = verifyAudit(audit);
  const told = compareMessages(audit, verification, messages);
  const faults = [...verification.faults, ...told.faults];
  for (const line of linesAbout(audit, verification, told)) console.log(line);
  for (const fault of faults) console.log(`FAULT: ${fault}`);
  console.log(verdict(faults, verification.missing));
  return faults.length === 0 ? 0 : 1;
}

function verdict(faults: readonly string[], missing: readonly number[]): string {
  if (faults.length > 0) return "The file proves nothing.";
  if (missing.length > 0) return `The file proves the hands that it has; ${missing.length} are missing.`;
  return "The file proves what it says.";
}

function readAudit(file: string): Audit | string {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return `${file} cannot be read as JSON: ${String(error)}`;
  }
  const parsed = auditSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${file} is no audit: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`;
}

function readMessages(files: readonly string[]): readonly string[] | string {
  try {
    return files.flatMap((file) => readFileSync(file, "utf8").split("\n"));
  } catch (error) {
    return `the messages cannot be read: ${String(error)}`;
  }
}

process.exitCode = main(process.argv.slice(2));
