import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse, parseAllDocuments } from "yaml";
import { composeFaults } from "./compose-faults.ts";
import { type KubernetesObject, kubernetesFaults } from "./kubernetes-faults.ts";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

describe("the Kubernetes manifests, by Kubernetes' own schemas", () => {
  const documents = parseAllDocuments(read("deploy/kubernetes/croupier.yaml"));
  const objects = documents.map((document) => document.toJS() as KubernetesObject);
  const container = ["spec", "template", "spec", "containers", 0];

  const faultsWith = (path: readonly (string | number)[], value: unknown) => {
    const document = documents[0]!.clone();
    document.setIn(path, value);
    return kubernetesFaults(document.toJS() as KubernetesObject);
  };

  it("have no fault", () => {
    expect(objects).toHaveLength(5);
    expect(objects.flatMap((object) => kubernetesFaults(object))).toEqual([]);
  });

  it("would be caught with a value of a wrong type", () => {
    expect(faultsWith(["spec", "replicas"], "two")).toEqual(["/spec/replicas must be integer"]);
    expect(faultsWith([...container, "ports", 0, "containerPort"], "3000")).toEqual([
      "/spec/template/spec/containers/0/ports/0/containerPort must be integer",
    ]);
    expect(faultsWith([...container, "resources", "limits", "memory"], "much")).toContainEqual(
      expect.stringMatching(/^\/spec\/template\/spec\/containers\/0\/resources\/limits\/memory /),
    );
  });

  it("would be caught with a misspelt field, however deep", () => {
    expect(faultsWith([...container, "readinesProbe"], {})).toEqual([
      "/spec/template/spec/containers/0/readinesProbe is not known to Kubernetes",
    ]);
    expect(faultsWith([...container, "livenessProbe", "httpGet", "pth"], "/")).toEqual([
      "/spec/template/spec/containers/0/livenessProbe/httpGet/pth is not known to Kubernetes",
    ]);
    expect(faultsWith(["replicas"], 2)).toEqual(["/replicas is not known to Kubernetes"]);
  });

  it("would be caught without what must be there, and of a kind that there is not", () => {
    expect(faultsWith([...container, "name"], undefined)).toEqual([
      "/spec/template/spec/containers/0/name must be string",
    ]);
    expect(faultsWith(["apiVersion"], "apps/v2")).toEqual([
      "apps/v2 Deployment: no schema for it is known here",
    ]);
  });
});

describe("docker-compose.yml, by the Compose Specification's schema", () => {
  const file = () =>
    parse(read("docker-compose.yml"), { merge: true }) as {
      readonly services: Record<string, Record<string, unknown>>;
    };

  it("has no fault", () => {
    expect(composeFaults(file())).toEqual([]);
  });

  it("would be caught with a misspelt field or a value of a wrong type", () => {
    const broken = file();
    Object.assign(broken.services["web"]!, { read_onyl: true });
    Object.assign(broken.services["redis"]!, { volumes: "redis-data:/data" });
    expect(composeFaults(broken)).toEqual([
      expect.stringMatching(/^\/services\/redis\/volumes must be array/),
      expect.stringMatching(/^\/services\/web must NOT have additional properties .*read_onyl/),
    ]);
  });
});
