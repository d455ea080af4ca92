// Why: whatever ends a command early is told in the same form as a finding, and a bug says that it is one.

import { visible } from "../diagnostics/render/frame/columns.js";
import { palette } from "../diagnostics/render/frame/paint.js";
import { EXIT, Failure } from "./exit.js";
import { hasColour, type Io } from "./io.js";

/** The environment variable that shows the stack of a bug. */
export const DEBUG_VARIABLE = "TSK_GEN_DEBUG";

/** Says what ended the command; the exit code is the answer. */
export function tellFailure(thrown: unknown, io: Io): number {
  if (isSystemError(thrown)) return tellFailure(new Failure(thrown.message, { cause: thrown }), io);
  if (!(thrown instanceof Failure)) return tellBug(thrown, io);
  const { severity, headline, frame, slot } = palette(hasColour(io.stderr, io.env));
  const slots = thrown.notes.map((note) => ["note", note] as const);
  const help = thrown.help === undefined ? [] : [["help", thrown.help] as const];
  const lines = [
    severity("error")("error") + headline(`: ${visible(thrown.message)}`),
    ...[...slots, ...help].map(
      ([name, text]) => `  ${frame("=")} ${slot(`${name}:`)} ${visible(text)}`,
    ),
  ];
  io.stderr.write(lines.map((line) => `${line}\n`).join(""));
  return thrown.exitCode;
}

function tellBug(thrown: unknown, io: Io): number {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const [headline = ""] = message.split("\n");
  const wantsStack = (io.env[DEBUG_VARIABLE] ?? "") !== "";
  const more = wantsStack ? "" : `; ${DEBUG_VARIABLE}=1 shows where`;
  io.stderr.write(`this is a bug in tsk-gen: ${visible(headline)}${more}\n`);
  if (wantsStack && thrown instanceof Error) io.stderr.write(`${thrown.stack ?? ""}\n`);
  return EXIT.bug;
}

/** The disk is full, a file may not be written: nothing that a fix in tsk-gen would change. */
function isSystemError(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && "syscall" in thrown && "code" in thrown;
}
