// Why: what a command loads decides how fast it starts, so both loaders of Node are watched.

import { appendFileSync } from "node:fs";
import module from "node:module";

const report = process.env.RECORD_LOADS;
const load = module.prototype.load;
module.prototype.load = function (path) {
  appendFileSync(report, `${path}\n`);
  return load.call(this, path);
};

const hooks = `
  import { appendFileSync } from "node:fs";
  import { fileURLToPath } from "node:url";
  export async function load(url, context, next) {
    if (url.startsWith("file:")) appendFileSync(${JSON.stringify(report)}, fileURLToPath(url) + "\\n");
    return next(url, context);
  }
`;
module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
