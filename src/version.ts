// Why: what tsk-gen says of itself (`--version`, generated manifests, reports for other programs) is what its
// package says.

import manifest from "../package.json" with { type: "json" };

/** The version of tsk-gen. */
export const version: string = manifest.version;
