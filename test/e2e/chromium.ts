import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** `CHROME_PATH`, a Chromium of the PATH, or Debian's package when root; throws an Error that tells what to do. */
export async function findChromium(env: NodeJS.ProcessEnv): Promise<string> {
  const given = env.CHROME_PATH ?? "";
  if (given !== "") {
    if (isExecutable(given)) return given;
    throw new Error(`CHROME_PATH is ${given}, which cannot be run.`);
  }
  const present = onPath(env);
  if (present !== null) return present;
  const fault =
    process.getuid?.() === 0 ? await installPackage(env) : "not root, so Debian's package stays away";
  const installed = onPath(env);
  if (installed !== null) return installed;
  throw new Error(
    `The browser tests need Chromium and found none: none on the PATH; ${fault ?? "Debian's package holds none"}.\n` +
      "Install it (Debian: apt-get install chromium) or set CHROME_PATH to one.",
  );
}

function onPath(env: NodeJS.ProcessEnv): string | null {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Why it could not; null when it could. */
async function installPackage(env: NodeJS.ProcessEnv): Promise<string | null> {
  console.log("No Chromium on this machine: installing Debian's package (apt-get install -y chromium).");
  try {
    await aptGet(["update", "-q"], env);
    await aptGet(["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-liberation"], env);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

async function aptGet(command: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn("apt-get", command, {
    env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`apt-get ${command[0]} failed (${code})`);
}
