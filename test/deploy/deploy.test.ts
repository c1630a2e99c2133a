import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse, parseAllDocuments } from "yaml";
import { environmentSchema } from "../../src/config.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Longer than the 10 s within which Croupier stops. */
const STOPS_WITHIN_SECONDS = 10;

interface Container {
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly envFrom: readonly { readonly secretRef: { readonly name: string } }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly readinessProbe: { readonly httpGet: { readonly path: string; readonly port: string } };
  readonly livenessProbe: { readonly httpGet: { readonly path: string; readonly port: string } };
  readonly securityContext: object;
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector: { readonly matchLabels?: object } & Record<string, unknown>;
    readonly strategy?: object;
    readonly template?: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly securityContext: object;
        readonly containers: readonly Container[];
      };
    };
    readonly ports?: readonly { readonly targetPort: string }[];
  };
}

const isVariable = (name: string) => Object.keys(environmentSchema.shape).includes(name);

describe("the Kubernetes manifests", () => {
  const documents = parseAllDocuments(read("deploy/kubernetes/croupier.yaml"));
  const manifests = documents.map((document) => document.toJS() as Manifest);
  const deployments = manifests.filter(({ kind }) => kind === "Deployment");

  it("are what they say", () => {
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    expect(
      manifests.map(({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.name}`),
    ).toEqual([
      "apps/v1 Deployment croupier-web",
      "apps/v1 Deployment croupier-worker",
      "v1 Service croupier",
      "policy/v1 PodDisruptionBudget croupier-web",
      "policy/v1 PodDisruptionBudget croupier-worker",
    ]);
  });

  it("select the pods that they make", () => {
    const labels = new Map(
      deployments.map(({ metadata, spec }) => [metadata.name, spec.template?.metadata.labels]),
    );
    for (const { kind, metadata, spec } of manifests) {
      const pod = labels.get(kind === "Service" ? "croupier-web" : metadata.name);
      expect({ name: metadata.name, selects: spec.selector.matchLabels ?? spec.selector }).toEqual({
        name: metadata.name,
        selects: pod,
      });
    }
  });

  it.each(["croupier-web", "croupier-worker"])("run %s safely, and replace it without a gap", (name) => {
    const { spec } = deployments.find(({ metadata }) => metadata.name === name)!;
    const pod = spec.template!.spec;
    const container = pod.containers[0]!;
    expect(spec.strategy).toEqual({
      type: "RollingUpdate",
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    });
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(STOPS_WITHIN_SECONDS + 5);
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(container.securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    });
    for (const variable of container.env)
      expect({ ...variable, isKnown: isVariable(variable.name) }).toMatchObject({ isKnown: true });
    const { version } = JSON.parse(read("package.json")) as { version: string };
    expect(container.image).toBe(`croupier:${version}`);
    expect([container.readinessProbe.httpGet.path, container.livenessProbe.httpGet.path]).toEqual([
      "/readyz",
      "/healthz",
    ]);
    for (const probe of [container.readinessProbe, container.livenessProbe])
      expect(container.ports.map((port) => port.name)).toContain(probe.httpGet.port);
  });
});

describe("docker-compose.yml", () => {
  const { services } = parse(read("docker-compose.yml"), { merge: true }) as {
    services: Record<
      string,
      {
        environment?: Record<string, string>;
        read_only?: boolean;
        stop_grace_period?: string;
        profiles?: string[];
      }
    >;
  };

  it("runs Croupier with variables that there are, on a root that cannot be written", () => {
    for (const name of ["web", "worker"]) {
      const service = services[name]!;
      for (const variable of Object.keys(service.environment ?? {}))
        expect({ variable, isKnown: isVariable(variable) }).toEqual({ variable, isKnown: true });
      expect(service).toMatchObject({ read_only: true });
      expect(Number.parseInt(service.stop_grace_period ?? "", 10)).toBeGreaterThan(STOPS_WITHIN_SECONDS);
    }
  });

  it("has what is not needed to play in profiles", () => {
    expect(
      Object.entries(services)
        .flatMap(([name, { profiles }]) => (profiles === undefined ? [name] : []))
        .sort(),
    ).toEqual(["redis", "web", "worker"]);
    expect(services["prometheus"]?.profiles).toEqual(["monitoring"]);
  });
});

describe("the Dockerfile", () => {
  const text = read("Dockerfile");

  it("ends as a user without rights, with a health check, started without npm", () => {
    expect(text.match(/^FROM /gm)).toHaveLength(2);
    expect(text).toMatch(/^USER 1000:1000$/m);
    expect(text).toMatch(/^HEALTHCHECK /m);
    const { scripts } = JSON.parse(read("package.json")) as { scripts: { start: string } };
    const [, command = ""] = /^CMD (.*)$/m.exec(text) ?? [];
    expect((JSON.parse(command) as string[]).join(" ")).toBe(scripts.start);
  });
});
