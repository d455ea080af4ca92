// Why: what is generated from is like what people write: a handful of fields a job, some settings of its own.

const KINDS = ["int", "string(1..255)", "email", "datetime?", "small | large = small", "float[]"];

/** A queue.tusk with so many jobs. */
export function settingsWith(jobs) {
  const blocks = Array.from({ length: jobs }, (_, at) => {
    const fields = KINDS.map((kind, nth) => `      field_${nth}: ${kind}\n`).join("");
    const own =
      at % 3 === 0 ? `    retry_attempts: ${at % 7}\n    timeout: "${10 + (at % 9)}s"\n` : "";
    return `  job_${at}:\n    description: "Does the ${at}th thing"\n${own}    payload:\n${fields}`;
  });
  return `queue:\n  backend: "sidekiq"\n\njobs:\n${blocks.join("")}`;
}

/** The same as messages of Protocol Buffers, for `buf generate`. */
export function protoWith(messages) {
  const types = ["int64", "string", "string", "string", "string", "repeated double"];
  const blocks = Array.from({ length: messages }, (_, at) => {
    const fields = types.map((type, nth) => `  ${type} field_${nth} = ${nth + 1};\n`).join("");
    return `message Job${at} {\n${fields}}\n`;
  });
  return {
    "jobs.proto": `syntax = "proto3";\npackage jobs;\n${blocks.join("")}`,
    "buf.yaml": "version: v2\n",
    "buf.gen.yaml":
      "version: v2\nplugins:\n  - local: protoc-gen-es\n    out: gen\n    opt: target=ts\n",
  };
}
