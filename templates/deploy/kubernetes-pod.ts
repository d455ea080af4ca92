// Why: every pod is confined alike, by what the strictest of the Pod Security Standards asks for, and takes its
// variables from the same places.

import { literalWord, scalar, type Yaml, yaml } from "../../src/emit/tags/yaml.js";
import type { Project } from "../../src/ir/ir.js";
import { CONTAINER_USER } from "./facts.js";
import type { FixedVariable } from "./monitoring.js";

/** What a pod is for. */
export type Component = "worker" | "apply";

/** The name of an object, in the letters and the length that every kind of object and label takes. */
export function objectName(project: Project, component: Component): string {
  return `${appName(project)}-${component}`;
}

/** Leaves room for a component and for what a cluster appends, in the 63 characters of a label. */
const LONGEST_APP = 40;

function appName({ deploy }: Project): string {
  const name = deploy.app.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return name.replace(/^-/, "").slice(0, LONGEST_APP).replace(/-$/, "") || "app";
}

/** The labels of an object. */
export function labels(project: Project, component: Component): Yaml {
  return yaml`
    app.kubernetes.io/name: ${scalar(appName(project))}
    app.kubernetes.io/component: ${scalar(component)}
  `;
}

/** What holds for a whole pod: nobody special, without rights in the cluster, blind to its services. */
export const podSettings = yaml`
  automountServiceAccountToken: false
  enableServiceLinks: false
  securityContext:
    runAsNonRoot: true
    runAsUser: ${scalar(CONTAINER_USER.user)}
    runAsGroup: ${scalar(CONTAINER_USER.group)}
    seccompProfile:
      type: RuntimeDefault
  volumes:
    - name: tmp
      emptyDir: {}
`;

/** A container of the image, but for its name; what is fixed here holds whatever the Secret says. */
export function container(project: Project, fixed: readonly FixedVariable[]): Yaml {
  const source = scalar(objectName(project, "worker"));
  const variables = [{ name: "NODE_ENV", value: "production" }, ...fixed];
  return yaml`
    image: ${scalar(project.deploy.docker.image)}
    env:
      ${variables.map(environmentEntry)}
    envFrom:
      - configMapRef:
          name: ${source}
          optional: true
      - secretRef:
          name: ${source}
    securityContext:
      allowPrivilegeEscalation: false
      capabilities:
        drop:
          - ALL
      readOnlyRootFilesystem: true
    volumeMounts:
      - name: tmp
        mountPath: /tmp
  `;
}

function environmentEntry({ name, value }: FixedVariable): Yaml {
  return yaml`
    - name: ${scalar(name)}
      value: ${literalWord(value)}
  `;
}
