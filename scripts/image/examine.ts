import { setTimeout as delay } from "node:timers/promises";
import type { Container } from "./container.ts";
import { askPodman, tryPodman } from "./podman.ts";

export interface Finding {
  readonly what: string;
  readonly isWell: boolean;
  /** What was seen. */
  readonly seen: string;
}

const MOST_MB = 200;
const READY_WITHIN_MS = 20_000;
const STOPS_WITHIN_MS = 10_000;

/** All that the image promises, looked at from outside; stops the container at the end. */
export async function examine(image: string, container: Container): Promise<Finding[]> {
  const ready = await untilReady(`${container.address}/readyz`);
  const live = await statusOf(`${container.address}/healthz`);
  const health = tryPodman(["healthcheck", "run", container.id]);
  const owner = askPodman(["exec", container.id, "id", "-u"]);
  const write = tryPodman(["exec", container.id, "touch", "/app/written"]);
  const written = writtenFiles(container);
  return [
    finding("is ready", ready === 200, `/readyz ${ready}`),
    finding("lives", live === 200, `/healthz ${live}`),
    finding("its health check passes", health.code === 0, `exit code ${health.code}`),
    finding("runs without rights", owner === "1000", `user ${owner}`),
    finding("cannot write its root", write.code !== 0, write.said),
    finding("writes nothing", written === "", written),
    stopsInTime(container),
    isSmall(image),
  ];
}

function finding(what: string, isWell: boolean, seen: string): Finding {
  return { what, isWell, seen };
}

async function untilReady(url: string): Promise<number> {
  const untilMs = performance.now() + READY_WITHIN_MS;
  let status = await statusOf(url);
  while (status !== 200 && performance.now() < untilMs) {
    await delay(100);
    status = await statusOf(url);
  }
  return status;
}

/** 0 while nobody answers. */
async function statusOf(url: string): Promise<number> {
  return await fetch(url).then(
    ({ status }) => status,
    () => 0,
  );
}

// On tmpfs, for nothing else can be written; what Podman mounts itself is on no file system of ours.
function writtenFiles({ id }: Container): string {
  return askPodman([
    "exec",
    id,
    "find",
    "/tmp",
    "/var/tmp",
    "/run",
    "/dev/shm",
    "-type",
    "f",
    "-user",
    "1000",
  ]);
}

function stopsInTime({ id }: Container): Finding {
  const sinceMs = performance.now();
  askPodman(["stop", "--time", "15", id]);
  const ms = Math.round(performance.now() - sinceMs);
  const code = askPodman(["inspect", "--format", "{{.State.ExitCode}}", id]);
  return finding("stops when told", code === "0" && ms < STOPS_WITHIN_MS, `exit code ${code} after ${ms} ms`);
}

function isSmall(image: string): Finding {
  const size = Number(askPodman(["image", "inspect", "--format", "{{.Size}}", image])) / 1e6;
  return finding(`takes less than ${MOST_MB} MB`, size < MOST_MB, `${size.toFixed(1)} MB with its base`);
}
