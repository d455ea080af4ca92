// Why: what CI would refuse is found before it is committed, and only when a file changed that it is about.

import { posix } from "node:path";
import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import { shellCommand } from "../../src/emit/shell.js";
import { quotedScalar, yaml, yamlComment } from "../../src/emit/tags/yaml.js";
import type { DeploymentTarget, EmitOptions } from "../target.js";
import { projectOf, projectOptions } from "./facts.js";

const FILE = "pre-commit-config.yaml";

/** Hooks of https://pre-commit.com that check what is about to be committed. */
export const preCommit: DeploymentTarget = {
  name: "pre_commit",
  files: (_, options) => [hooks(options)],
};

/** Hooks run in the root of the repository, so every path counts from there. */
function hooks(options: EmitOptions): GeneratedFile {
  const root = options.rootFromRepository ?? "";
  const file = posix.join(root, options.outDirFromRoot, "deploy", FILE);
  const command = ["npx", "--no", ...(root === "" ? [] : ["--prefix", root]), "tsk-gen"];
  const check = shellCommand([...command, "check", ...projectOptions(options, root)]);
  const { text } = yaml`
    # ${yamlComment(PREAMBLE)}
    # Install: ${yamlComment(shellCommand(["pre-commit", "install", "--config", file]))}
    # or copy the hooks into the .pre-commit-config.yaml of the repository.
    repos:
      - repo: local
        hooks:
          - id: tsk-gen-check
            name: tsk-gen check
            language: system
            entry: ${quotedScalar(check)}
            # Code, handlers, and deployment files follow from more than the file that changed.
            pass_filenames: false
            files: ${quotedScalar(checkedFiles(options, root))}
          - id: tsk-gen-fmt
            name: tsk-gen fmt
            language: system
            entry: ${quotedScalar(shellCommand([...command, "fmt", "--check"]))}
            files: ${quotedScalar(`^${inFolder(root)}.*[.]tusk$`)}
  `;
  return { path: `deploy/${FILE}`, contents: `${text}\n` };
}

/** A regular expression for the files that `check` looks at; names of services come from package.json. */
function checkedFiles(options: EmitOptions, root: string): string {
  const project = posix.join(root, projectOf(options));
  const tusk = `${inFolder(project)}(?:.*[.]tusk$|handlers/|package[.]json$)`;
  return `^(?:${tusk}|${inFolder(posix.join(root, options.outDirFromRoot))})`;
}

function inFolder(path: string): string {
  return path === "" || path === "." ? "" : `${literal(path)}/`;
}

/** Text that a regular expression of Python takes as it stands. */
function literal(text: string): string {
  return text.replace(/[.]|[*+?${}()|[\]\\^]/g, (one) => (one === "." ? "[.]" : `\\${one}`));
}
