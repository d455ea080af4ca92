// Why: ts-morph is large and only few commands need it, so it is an optional package of the project, loaded when
// it is needed.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Project } from "ts-morph";

/** The package. */
export type TsMorph = typeof import("ts-morph");

/** Loads the ts-morph of the project in `root`, else the one beside tsk-gen; undefined when there is none. */
export async function loadTsMorph(root: string): Promise<TsMorph | undefined> {
  try {
    const path = createRequire(join(root, "package.json")).resolve("ts-morph");
    return (await import(pathToFileURL(path).href)) as TsMorph;
  } catch {
    return import("ts-morph").catch(() => undefined);
  }
}

/** The package, and the user's project in it. */
export interface OpenedProject {
  readonly morph: TsMorph;
  readonly project: Project;
}

/**
 * The TypeScript of a user's project, without its files. `tsconfig` is the path of its settings, absolute. Throws
 * when these cannot be read.
 */
export function openProject(
  morph: TsMorph,
  tsconfig: string | undefined,
  overrides: { readonly allowJs?: boolean } = {},
): OpenedProject {
  const { ModuleKind, ScriptTarget } = morph.ts;
  const strict = {
    target: ScriptTarget.ES2022,
    module: ModuleKind.NodeNext,
    strict: true,
  };
  const project = new morph.Project({
    ...(tsconfig !== undefined && { tsConfigFilePath: tsconfig }),
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    compilerOptions: { ...(tsconfig === undefined && strict), ...overrides, noEmit: true },
  });
  return { morph, project };
}
