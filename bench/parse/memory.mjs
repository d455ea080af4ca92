// Why: a peak of memory belongs to a process. This one reads one file with one parser and prints its own,
// in megabytes: node bench/parse/memory.mjs PARSER FILE BUILT.

import { readFileSync } from "node:fs";
import { PARSERS } from "./parsers.mjs";

const [name, file, built] = process.argv.slice(2);
const parse = await PARSERS[name].load(built);
parse(readFileSync(file, "utf8"));
process.stdout.write(`${Math.round((process.resourceUsage().maxRSS * 1024) / 1e6)}\n`);
