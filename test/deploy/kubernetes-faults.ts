import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { Service } from "kubernetes-models/v1/Service";
import { watchReads } from "./watch-reads.ts";

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
}

const models = [Deployment, PodDisruptionBudget, Service];

/**
 * What Kubernetes' own schemas say against an object, with where it is. They let fields pass that they do not know, and
 * Kubernetes drops them: so what no validator reads is a fault, too.
 */
export function kubernetesFaults(object: KubernetesObject): string[] {
  const model = models.find(
    ({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind,
  );
  if (model === undefined) return [`${object.apiVersion} ${object.kind}: no schema for it is known here`];
  const { watched, unread } = watchReads(object);
  const wrong = wrongValues(() => Reflect.apply(model.prototype.validate, watched, []));
  return [...wrong, ...unread().map((path) => `${path} is not known to Kubernetes`)];
}

function wrongValues(validate: () => void): string[] {
  try {
    validate();
    return [];
  } catch (error) {
    const { errors } = error as { readonly errors?: readonly { instancePath: string; message?: string }[] };
    if (errors === undefined) throw error;
    return errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
}
