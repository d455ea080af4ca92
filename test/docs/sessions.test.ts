// Why: where a file says too little, a page shows what is typed and printed. Each of these sessions is typed
// here, line by line, and must print what the page says.

import { expect, it } from "vitest";
import { loadCatalog } from "../../src/diagnostics/catalog.js";
import { folderWith, tskGen } from "../cli/folder.js";
import { replay, sessionOf } from "../support/session.js";

const queueTusk = `\
queue:
  backend: "bullmq"

jobs:
  welcome_email: {}
`;

const database = 'host: "db.internal"\n';

const withPayload = queueTusk.replace(
  "{}",
  `
    payload:
      user_id: int`,
);

/** What is there when a session begins, if that is not a project with this one job. */
const STARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "not-utf8": {},
  "handler-payload": { "queue.tusk": withPayload },
  "lone-carriage-return": {},
  "text-too-long": {
    "queue.tusk": 'queue:\n  backend: "bullmq"\n\n',
    "print-catalogue.js": `const text = "Shirt, blue, 29.90. ".repeat(60_000);
      console.log(\`jobs:\\n  print_catalogue:\\n    description: "\${text}"\`);`,
  },
  "expression-too-deep": {
    "sum-timeouts.js": `const sum = Array.from({ length: 300 }, (_, index) => index).join(" + ");
      console.log(\`queue:\\n  backend: "bullmq"\\n  jobs:\\n    timeout: \${sum}\`);`,
  },
  "computed-path": {
    "app.tusk": '$stage: "live"\n@import "stages/${stage}.tusk"\n',
    "stages/live.tusk": database,
  },
  "bad-import-path": {
    "app.tusk": "@import 'stages\\live.tusk'\n",
    "stages/live.tusk": database,
  },
  "missing-import": { "app.tusk": '@import "databse.tusk"\n', "database.tusk": database },
  "import-outside": {
    "app/package.json": "{}\n",
    "app/app.tusk": '@import "../shared.tusk"\n',
    "shared.tusk": database,
  },
  "unreadable-import": { "app.tusk": '@import "stages"\n', "stages/live.tusk": database },
  "import-cycle": {
    "app.tusk": '@import "mail.tusk"\nhost: "shop.example"\n',
    "mail.tusk": '@import "app.tusk"\nsender: "no-reply@${host}"\n',
  },
  "too-many-imports": {},
  "ambiguous-import": {
    "app.tusk": 'host: @database.tsk.get("host")\n',
    "database.tsk": database,
    "database.tusk": 'host: "localhost"\n',
  },
  "missing-imported-key": {
    "app.tusk": 'host: @database.tsk.get("main.hots")\n',
    "database.tusk": 'main:\n  host: "db.internal"\n',
  },
  "key-in-text": { "app.tusk": "server: port: 8080\n" },
  "semicolon-in-text": { "app.tusk": "port: 80 ; the web\n" },
  "environment-misfit": { "app.tusk": 'port: @env("PORT", 8080)\n' },
};

const pages = await loadCatalog();
const sessions = pages.flatMap(({ name, session }) =>
  session === undefined ? [] : [{ name, session }],
);

it.each(sessions)("the session of $name prints what its page says", async ({ name, session }) => {
  const start = STARTS[name] ?? { "queue.tusk": queueTusk };
  const folder = folderWith(start);
  if (start["queue.tusk"] !== undefined) await tskGen(folder, ["generate"]);
  expect(await sessionOf(replay(session, folder))).toBe(session);
});
