// Why: what a file said is in the history of its repository. Git itself reads it, called without a shell and
// with plumbing that neither configuration nor attributes change.

import { execFileSync } from "node:child_process";
import { didYouMean } from "../../diagnostics/suggest.js";
import { Failure } from "../exit.js";
import type { Io } from "../io.js";
import type { Entry } from "./inside.js";
import { showPath } from "./locate.js";

/** A file as a commit has it. */
export interface Blob {
  readonly id: string;
}

/** The files of one commit. */
export interface Commit {
  /** As the command line names it. */
  readonly ref: string;
  /** The names that lead from the top of the repository to the directory. */
  readonly prefix: readonly string[];
  /** What is at a path from the top of the repository; undefined when nothing is there. */
  look(names: readonly string[]): Entry<Blob> | undefined;
  read(blob: Blob): Buffer;
}

type Git = (...args: readonly string[]) => Buffer;

/** The commit that `ref` names in the repository of `directory`; throws a `Failure` when there is none. */
export function openCommit(io: Io, directory: string, ref: string): Commit {
  if (ref === "" || ref.startsWith("-"))
    throw new Failure(`\`${ref}\` is no branch, tag, or commit`, { help: EXAMPLE });
  const git: Git = (...args) => run(io, directory, args);
  const prefix = prefixIn(git, io, directory);
  const id = commitOf(git, ref);
  const trees = new Map<string, ReadonlyMap<string, TreeEntry>>();
  const entriesOf = (tree: string) => {
    const entries = trees.get(tree) ?? readTree(git("ls-tree", "-z", "--full-tree", tree));
    trees.set(tree, entries);
    return entries;
  };
  const read = (blob: Blob) => git("cat-file", "blob", blob.id);
  return { ref, prefix, read, look: (names) => entryAt(names, id, entriesOf, read) };
}

const EXAMPLE = "name one, such as `main` or `HEAD~1`, or another .tusk file";
const MOST_OUTPUT = 64 * 1024 * 1024;

/** Git ended with an error; the message is what it said. */
class GitError extends Error {}

function run({ env }: Io, cwd: string, args: readonly string[]): Buffer {
  try {
    return execFileSync("git", args, {
      cwd,
      // Messages are compared below, and nobody is there to be asked for a password.
      env: { ...withoutRepository(env), LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" },
      maxBuffer: MOST_OUTPUT,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: Buffer };
    if (code === "ENOENT")
      throw new Failure("`git` is not installed here", { help: OTHER_FILE, cause: error });
    if (stderr === undefined || code !== undefined) throw error;
    throw new GitError(firstLine(stderr.toString()), { cause: error });
  }
}

/** A hook has these set to the repository and the index that git runs it for; here the directory decides. */
const OF_A_REPOSITORY: ReadonlySet<string> = new Set([
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_NAMESPACE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE",
]);

/** What configures git, such as which directories are safe, stays. */
function withoutRepository(env: Io["env"]): Io["env"] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OF_A_REPOSITORY.has(name)));
}

const OTHER_FILE = "`--against FILE` compares with another file";

function firstLine(text: string): string {
  return text
    .split("\n", 1)
    .join("")
    .replace(/^fatal: /, "");
}

function prefixIn(git: Git, io: Io, directory: string): string[] {
  try {
    const text = git("rev-parse", "--show-prefix").toString();
    return text.replace(/\n$/, "").split("/").filter(Boolean);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (!error.message.startsWith("not a git repository"))
      throw new Failure(`git cannot be asked: ${error.message}`, { cause: error });
    const shown = showPath(io, directory);
    const place = shown === "." ? "this directory" : `\`${shown}\``;
    throw new Failure(`${place} is in no git repository`, { help: OTHER_FILE, cause: error });
  }
}

function commitOf(git: Git, ref: string): string {
  try {
    return git("rev-parse", "--verify", "--quiet", `${ref}^{commit}`).toString().trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const isShallow = git("rev-parse", "--is-shallow-repository").toString().trim() === "true";
    throw new Failure(`there is no branch, tag, or commit \`${ref}\` here`, {
      notes: isShallow ? ["this clone is shallow: it has only the newest commits"] : [],
      help: isShallow ? DEEPEN : (suggestRef(git, ref) ?? EXAMPLE),
      cause: error,
    });
  }
}

const DEEPEN =
  "fetch the history first: `fetch-depth: 0` for actions/checkout, `git fetch --unshallow` elsewhere";

/** A CI has branches mostly as those of `origin`. */
function suggestRef(git: Git, ref: string): string | undefined {
  const names = git("for-each-ref", "--format=%(refname:short)")
    .toString()
    .split("\n")
    .filter(Boolean);
  const remote = `origin/${ref}`;
  return names.includes(remote) ? `did you mean \`${remote}\`?` : didYouMean(ref, names);
}

interface TreeEntry {
  readonly mode: string;
  readonly id: string;
}

const MODES = { directory: "040000", link: "120000", submodule: "160000" } as const;

/** What a directory of a commit holds, by name. */
function readTree(output: Buffer): Map<string, TreeEntry> {
  const lines = output.toString().split("\0").filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [facts = "", name = ""] = line.split(/\t(.*)/s);
      const [mode = "", , id = ""] = facts.split(" ");
      return [name, { mode, id }] as const;
    }),
  );
}

function entryAt(
  names: readonly string[],
  root: string,
  entriesOf: (tree: string) => ReadonlyMap<string, TreeEntry>,
  read: (blob: Blob) => Buffer,
): Entry<Blob> | undefined {
  let found: TreeEntry = { mode: MODES.directory, id: root };
  for (const name of names) {
    const next = found.mode === MODES.directory ? entriesOf(found.id).get(name) : undefined;
    if (next === undefined) return undefined;
    found = next;
  }
  const { mode, id } = found;
  if (mode === MODES.directory) return { kind: "directory" };
  if (mode === MODES.submodule) return { kind: "other", why: "is a submodule, not a file" };
  if (mode !== MODES.link) return { kind: "file", file: { id } };
  const target = read({ id }).toString();
  // An absolute link leads out of what the commit holds.
  if (target.startsWith("/")) return { kind: "link", target: [".."], fromRoot: true };
  return { kind: "link", target: target.split("/"), fromRoot: false };
}
