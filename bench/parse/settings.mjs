// Why: parsers can be compared only on the same data, and best on the same bytes. These are queue settings
// of any size, written so that the indentation form is YAML as well, and the section form TOML.

const BACKENDS = ["bullmq", "sidekiq", "resque", "delayed_job"];
const PURPOSES = ["mail", "search", "billing", "reports", "images", "webhooks", "imports"];
const WAITS = ["30s", "5m", "15m", "1h"];
/** Objects and lists that are written on one line; the others are blocks. */
const INLINE = new Set(["on_failure", "schedule", "ports"]);

/** The settings of `count` queues, by their names. */
export function makeSettings(count) {
  const queues = {};
  for (let index = 0; index < count; index++) {
    queues[`${pick(PURPOSES, index)}_${String(index).padStart(5, "0")}`] = makeQueue(index);
  }
  return queues;
}

function makeQueue(index) {
  const purpose = pick(PURPOSES, index);
  return {
    backend: pick(BACKENDS, index),
    redis_url: `redis://redis-${index % 16}.internal:6379/${index % 8}`,
    description: `Everything about ${purpose} that nobody waits for, shard ${index}`,
    concurrency: 4 + (index % 60),
    enabled: index % 9 !== 0,
    sampling: 0.25 + (index % 3),
    priorities: { default: 1, high: 5 + (index % 7), low: 1, critical: 10 },
    jobs: {
      retry_attempts: index % 25,
      retry_delay: 60,
      timeout: pick(WAITS, index),
      on_failure: { notify: `${purpose}-oncall`, discard: index % 2 === 0 },
    },
    retry_on: ["Timeout", "Connection reset", `E${4000 + (index % 1000)}`],
    schedule: { job: `${purpose}_cleanup`, cron: `${index % 60} ${index % 24} * * *` },
    ports: [9000 + (index % 100), 9100 + (index % 100)],
  };
}

function pick(list, index) {
  return list[index % list.length];
}

/** `key: value` lines, blocks by indentation, `- item` lists. */
export function writeIndented(queues) {
  const lines = ["queue:"];
  for (const [name, settings] of Object.entries(queues)) {
    lines.push(`  ${name}:`, ...block(settings, "    "), "");
  }
  return lines.join("\n");
}

function block(settings, indent) {
  return Object.entries(settings).flatMap(([key, value]) => {
    if (!isCollection(value)) return `${indent}${key}: ${bareOrQuoted(value)}${remark(key)}`;
    if (INLINE.has(key)) return `${indent}${key}: ${inline(value, ": ", bareOrQuoted)}`;
    const deeper = Array.isArray(value)
      ? value.map((item) => `${indent}  - ${bareOrQuoted(item)}`)
      : block(value, `${indent}  `);
    return [`${indent}${key}:`, ...deeper];
  });
}

/** `[section]` headers, `key = value` lines, lists on one line, all text in quotes. */
export function writeSections(queues) {
  const sections = Object.entries(queues).flatMap(([name, settings]) =>
    section(`queue.${name}`, settings),
  );
  return sections.join("\n");
}

function section(path, settings) {
  const blocks = Object.entries(settings).filter(([key, value]) => isBlock(key, value));
  const lines = Object.entries(settings)
    .filter(([key, value]) => !isBlock(key, value))
    .map(([key, value]) =>
      isCollection(value)
        ? `${key} = ${inline(value, " = ", JSON.stringify)}`
        : `${key} = ${JSON.stringify(value)}${remark(key)}`,
    );
  return [
    `[${path}]`,
    ...lines,
    "",
    ...blocks.flatMap(([key, value]) => section(`${path}.${key}`, value)),
  ];
}

function isBlock(key, value) {
  return isCollection(value) && !Array.isArray(value) && !INLINE.has(key);
}

function isCollection(value) {
  return typeof value === "object";
}

function inline(value, assign, scalar) {
  if (Array.isArray(value)) return `[${value.map(scalar).join(", ")}]`;
  const members = Object.entries(value).map(([key, item]) => `${key}${assign}${scalar(item)}`);
  return `{ ${members.join(", ")} }`;
}

function bareOrQuoted(value) {
  return /^[a-z][\w-]*$/.test(value) ? `${value}` : JSON.stringify(value);
}

function remark(key) {
  return key === "retry_delay" ? "  # seconds, doubled with each retry" : "";
}
