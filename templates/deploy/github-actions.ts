// Why: nothing is merged that is invalid, incomplete, or out of date; findings stand at their lines in the review.

import { posix } from "node:path";
import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import { shellCommand } from "../../src/emit/shell.js";
import { quotedScalar, scalar, type Yaml, yaml, yamlComment } from "../../src/emit/tags/yaml.js";
import type { Project } from "../../src/ir/ir.js";
import type { DeploymentTarget, EmitOptions } from "../target.js";
import { projectOptions } from "./facts.js";

const FILE = "tsk-gen.workflow.yml";

/** A workflow of GitHub Actions that checks what was pushed. */
export const githubActions: DeploymentTarget = {
  name: "github_actions",
  files: (project, options) => [workflow(project, options)],
};

function workflow({ deploy }: Project, options: EmitOptions): GeneratedFile {
  const root = options.rootFromRepository ?? "";
  const file = posix.join(root, options.outDirFromRoot, "deploy", FILE);
  const check = ["npx", "--no", "tsk-gen", "check", ...projectOptions(options, "")];
  const { text } = yaml`
    # ${yamlComment(PREAMBLE)}
    # Install: ${yamlComment(shellCommand(["cp", file, ".github/workflows/tsk-gen.yml"]))}
    name: tsk-gen
    on:
      push:
      pull_request:
    permissions:
      contents: read
    jobs:
      check:
        runs-on: ubuntu-latest
        timeout-minutes: 10
        ${workingDirectory(root)}
        steps:
          - uses: actions/checkout@v6
            with:
              persist-credentials: false
          - uses: actions/setup-node@v6
            with:
              node-version: ${scalar(deploy.node)}
              cache: npm
              cache-dependency-path: ${plainText(posix.join(root, "package-lock.json"))}
          - run: npm ci
          - run: ${plainText(shellCommand([...check, "--format", "github"]))}
  `;
  return { path: `deploy/${FILE}`, contents: `${text}\n` };
}

/** Where the commands run, if that is not the root of the repository. */
function workingDirectory(root: string): Yaml | undefined {
  if (root === "") return undefined;
  return yaml`
    defaults:
      run:
        working-directory: ${plainText(root)}
  `;
}

/** Text in which a workflow sees no expression. */
function plainText(text: string): Yaml {
  const escaped = text.replaceAll("${{", "${{ '${{' }}");
  return /^[\w./ -]+$/.test(escaped) ? yaml`${scalar(escaped)}` : quotedScalar(escaped);
}
