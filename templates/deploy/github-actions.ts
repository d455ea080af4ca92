// Why: nothing is merged that is invalid, incomplete, out of date, or breaks queued jobs unawares; findings
// stand at their lines in the review.

import { posix } from "node:path";
import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import { shellCommand } from "../../src/emit/shell.js";
import {
  blockLine,
  quotedScalar,
  scalar,
  type Yaml,
  yaml,
  yamlComment,
} from "../../src/emit/tags/yaml.js";
import type { Project } from "../../src/ir/ir.js";
import type { DeploymentTarget, EmitOptions } from "../target.js";
import { configOption, projectOptions } from "./facts.js";

const FILE = "tsk-gen.workflow.yml";
const COMMAND = ["npx", "--no", "tsk-gen"];
const FORMAT = ["--format", "github"];

/** A workflow of GitHub Actions that checks what was pushed. */
export const githubActions: DeploymentTarget = {
  name: "github_actions",
  files: (project, options) => [workflow(project, options)],
};

function workflow({ deploy }: Project, options: EmitOptions): GeneratedFile {
  const root = options.rootFromRepository ?? "";
  const file = posix.join(root, options.outDirFromRoot, "deploy", FILE);
  const check = [...COMMAND, "check", ...projectOptions(options, ""), ...FORMAT];
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
              # The history, to compare with.
              fetch-depth: 0
              persist-credentials: false
          - uses: actions/setup-node@v6
            with:
              node-version: ${scalar(deploy.node)}
              cache: npm
              cache-dependency-path: ${plainText(posix.join(root, "package-lock.json"))}
          - run: npm ci
          - run: ${plainText(shellCommand(check))}
          ${compareWithBase(options)}
  `;
  return { path: `deploy/${FILE}`, contents: `${text}\n` };
}

/** What a pull request does to jobs that are queued; nothing where the file is new. */
function compareWithBase(options: EmitOptions): Yaml {
  const path = shellCommand([options.configFromRoot]);
  const command = shellCommand([...COMMAND, "breaking", ...configOption(options, ""), ...FORMAT]);
  const [find, compare] = [
    `before=$(git ls-tree "origin/$BASE" -- ${path})`,
    `test -z "$before" || ${command} --against "origin/$BASE"`,
  ].map((line) => blockLine(withoutExpressions(line)));
  return yaml`
    - name: tsk-gen breaking
      if: github.event_name == 'pull_request'
      env:
        BASE: \${{ github.base_ref }}
      run: |
        ${find}
        ${compare}
  `;
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

/** A scalar in which a workflow sees no expression. */
function plainText(text: string): Yaml {
  const escaped = withoutExpressions(text);
  return /^[\w./ -]+$/.test(escaped) ? yaml`${scalar(escaped)}` : quotedScalar(escaped);
}

/** Text that a workflow evaluates to just this. */
function withoutExpressions(text: string): string {
  return text.replaceAll("${{", "${{ '${{' }}");
}
