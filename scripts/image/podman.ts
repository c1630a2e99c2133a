import { execFileSync } from "node:child_process";

/** Runs it, shows what it does, and throws when it fails. */
export function podman(args: readonly string[]): void {
  execFileSync("podman", ["--runtime", "runc", ...args], { stdio: ["ignore", "inherit", "inherit"] });
}

/** What it says, without the white space around it. */
export function askPodman(args: readonly string[]): string {
  return execFileSync("podman", ["--runtime", "runc", ...args], { encoding: "utf8" }).trim();
}

/** Its exit code and what it says, whichever. */
export function tryPodman(args: readonly string[]): { readonly code: number; readonly said: string } {
  try {
    return { code: 0, said: askPodman(args) };
  } catch (error) {
    const { status, stderr } = error as { readonly status?: number | null; readonly stderr?: string };
    if (typeof status !== "number") throw error;
    return { code: status, said: stderr?.trim() ?? "" };
  }
}
