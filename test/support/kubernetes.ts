// Why: a small reader of manifests, to see that what was written is what a cluster reads.

import type { IScaledObject } from "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject";
import { ScaledObject } from "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject";
import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import type { IJob } from "kubernetes-models/batch/v1/Job";
import { Job } from "kubernetes-models/batch/v1/Job";
import { parse } from "yaml";

/** The objects that are written. */
export type Manifest = IDeployment | IJob | IScaledObject;

/** Reads a manifest; throws where a value or a required key is wrong. Unknown keys pass. */
export function readManifest(text: string): Manifest {
  const manifest: Manifest = parse(text);
  modelOf(manifest).validate();
  return manifest;
}

function modelOf(manifest: Manifest) {
  switch (manifest.kind) {
    case "Deployment":
      return new Deployment(manifest);
    case "Job":
      return new Job(manifest);
    case "ScaledObject":
      return new ScaledObject(manifest);
  }
}

/** A module that compiles only when the models know every key of the manifests. */
export function moduleOf(manifests: readonly Manifest[]): string {
  const constants = manifests.map(
    (manifest, index) =>
      `export const manifest${index}: I${manifest.kind} = ${JSON.stringify(manifest)};\n`,
  );
  return [
    'import type { IScaledObject } from "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject";\n',
    'import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";\n',
    'import type { IJob } from "kubernetes-models/batch/v1/Job";\n',
    "export type Kinds = IDeployment | IJob | IScaledObject;\n",
    ...constants,
  ].join("");
}

/** References to variables in a command or a value; only `$$` is one here. */
export function expandReferences(text: string): string {
  return text.replace(/\$(.?)/gs, (_, next: string) => {
    if (next !== "$") throw new Error(`the reference $${next}`);
    return "$";
  });
}
