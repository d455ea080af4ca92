// Why: the configuration of queue.tusk, setting by setting under the same names, as a process reads it.

import type { GeneratedFile } from "../../src/emit/file.js";
import { importSymbol } from "../../src/emit/symbol.js";
import { ts } from "../../src/emit/tags/ts.js";
import {
  array,
  block,
  type Code,
  call,
  doc,
  exportConst,
  literal,
  type Property,
  stack,
} from "../../src/emit/ts/code.js";
import { tsFile } from "../../src/emit/ts/file.js";
import type { Profile, Project, Queue, QueueLimit } from "../../src/ir/ir.js";
import { durationText } from "../duration.js";
import { settingCode, settingProperties } from "./setting.js";
import { runtime } from "./symbols.js";

const defaults = importSymbol("./retry.js", "defaults");

/** `config.ts` */
export function configFile(project: Project): GeneratedFile {
  const { backend, profiles, limits, monitoring, deploy } = project;
  const config = block([
    { key: "backend", value: settingCode(backend) },
    { key: "profiles", value: block(profiles.map(profileProperty)) },
    ...(limits.length > 0 ? [{ key: "limits", value: block(limits.map(limitProperty)) }] : []),
    { key: "jobs", value: defaults },
    { key: "monitoring", value: block(settingProperties(monitoring)) },
    { key: "shutdown_timeout", value: literal(durationText(deploy.shutdown_timeout)) },
  ]);
  return tsFile("config.ts", [
    stack([
      doc(
        "How jobs run: every profile, with its environment overrides, checked when a process starts.",
      ),
      exportConst("config", call(runtime.defineConfig, config)),
    ]),
    ts`
      ${doc("Puts jobs on the queues and looks at them; connects on first use.")}
      export const queues = new ${runtime.QueueManager}(config);
    `,
  ]);
}

function profileProperty({ backend, declared, settings, queues }: Profile): Property {
  const value = block([...settingProperties(settings), { key: "queues", value: queueSet(queues) }]);
  return { key: backend, value, ...(!declared && { doc: ["Not in queue.tusk: its defaults."] }) };
}

function limitProperty({ queue, settings }: QueueLimit): Property {
  return { key: queue, value: block(settingProperties(settings)) };
}

/** Weights by name; a list, which means strict order, where no weight can be other than 0. */
function queueSet(queues: readonly Queue[]): Code {
  const strict = queues.every(({ weight }) => weight.value === 0 && weight.variable === undefined);
  if (strict) return array(queues.map(({ name }) => literal(name)));
  return block(queues.map(({ name, weight }) => ({ key: name, value: settingCode(weight) })));
}
