// Why: PGlite has none of PostgreSQL's helper processes. Without VACUUM the rows of finished jobs pile
// up, and without checkpoints the log grows for as long as the owner lives.

import type { Engine } from "./engine.js";
import type { Turns } from "./server/turns.js";

/** How often the owner tidies up, in milliseconds. */
const PERIOD = 30_000;

/** VACUUM runs alone, so each statement takes a turn of its own. */
const STATEMENTS = ["VACUUM (ANALYZE)", "CHECKPOINT"];

/** Tidies up from time to time while the engine is used. */
export function keepHouse(turns: Turns, engine: Engine, broke: (error: unknown) => void): void {
  const housekeeper = {};
  let tidied = engine.groups;
  setInterval(() => {
    // The clients' turns go first while one of them keeps the engine; there is no hurry.
    if (engine.groups === tidied || turns.keeper !== undefined) return;
    const done = STATEMENTS.map((sql) =>
      turns.run(housekeeper, async () => {
        await engine.query(sql);
        tidied = engine.groups;
        return false;
      }),
    );
    Promise.all(done).catch(broke);
  }, PERIOD);
}
