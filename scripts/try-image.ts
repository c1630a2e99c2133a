/**
 * Builds the image of the Dockerfile and runs it as docker-compose.yml does, beside a Redis of its own, with Podman.
 * With `--stand-in` its bases are made of what is on this machine, for where no registry of images can be reached.
 */
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { freePort } from "../src/demo/free-port.ts";
import { startRedis } from "../src/demo/redis.ts";
import { runContainer } from "./image/container.ts";
import { examine } from "./image/examine.ts";
import { podman } from "./image/podman.ts";
import { buildStandIns } from "./image/stand-in.ts";

const IMAGE = "localhost/croupier:try";
const { values } = parseArgs({ options: { "stand-in": { type: "boolean", default: false } } });

function requireTools(names: readonly string[]): void {
  const missing = names.filter((name) => !isPresent(name));
  if (missing.length === 0) return;
  console.error(
    `Missing: ${missing.join(", ")}. On Debian, as root: apt-get install podman runc busybox-static`,
  );
  process.exit(1);
}

function isPresent(tool: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${tool}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function build(): void {
  const bases = values["stand-in"] ? Object.entries(buildStandIns()) : [];
  const contexts = bases.flatMap(([name, image]) => [
    "--build-context",
    `${name}=container-image://${image}`,
  ]);
  // Host and chroot: a container in a container may make no network and no namespaces.
  const ways = ["--network", "host", "--isolation", "chroot", "--format", "docker"];
  podman(["build", ...ways, ...contexts, "--tag", IMAGE, "."]);
}

async function tryIt(): Promise<boolean> {
  const redis = await startRedis({ env: process.env, say: console.error });
  try {
    const container = runContainer(IMAGE, await freePort(), redis.url);
    const findings = await examine(IMAGE, container).finally(() => container.remove());
    for (const { what, isWell, seen } of findings)
      console.log(`${isWell ? "ok    " : "FAILED"} ${what}: ${seen === "" ? "nothing" : seen}`);
    return findings.every(({ isWell }) => isWell);
  } finally {
    await redis.stop();
  }
}

requireTools(values["stand-in"] ? ["podman", "runc", "busybox", "ldd"] : ["podman", "runc"]);
build();
if (values["stand-in"])
  console.log("The bases are stand-ins: busybox and this machine's Node, libc and npm.");
process.exitCode = (await tryIt()) ? 0 : 1;
