import manifest from "../../package.json" with { type: "json" };

/** The version of tsk-gen. */
export const version: string = manifest.version;
