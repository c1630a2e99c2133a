import { askPodman } from "./podman.ts";

export interface Container {
  readonly id: string;
  readonly address: string;
  remove(): void;
}

/** Runs the image as docker-compose.yml does: without rights, on a root that cannot be written. */
export function runContainer(image: string, port: number, redisUrl: string): Container {
  const env = {
    PORT: String(port),
    HOST: "127.0.0.1",
    REDIS_URL: redisUrl,
    // Nobody is there: 100ms is not needed to start, to answer probes and to stop.
    HMS_API_URL: "http://127.0.0.1:9/v2",
    HMS_APP_ACCESS_KEY: "image-access-key",
    HMS_APP_SECRET: "image-app-secret-image-app-secret",
    WEBHOOK_SECRETS: "image-webhook-secret",
    ADMIN_TOKEN: "image-admin-token-0000",
  };
  const variables = Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
  // By default Podman asks for more than it may give where it is itself confined.
  const limits = ["nofile", "nproc"].flatMap((one) => ["--ulimit", `${one}=4096:4096`]);
  const rights = ["--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges"];
  // Podman has a timer of systemd ask for health; here it is asked for by hand.
  const probes = ["--health-interval", "disable"];
  const args = ["--network", "host", ...rights, ...limits, ...probes, ...variables, image];
  const id = askPodman(["run", "--detach", "--name", "croupier-try", "--replace", ...args]);
  return {
    id,
    address: `http://127.0.0.1:${port}`,
    remove: () => askPodman(["rm", "--force", "--time", "0", id]),
  };
}
