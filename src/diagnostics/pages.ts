// Why: the texts of all pages are large, and only commands that show them read them: this module is loaded on
// demand.

export { default as pages } from "./catalog.json" with { type: "json" };
