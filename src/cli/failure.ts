// Why: whatever ends a command early is told in the same form as a finding, and a bug says that it is one.

import { visible } from "../diagnostics/render/frame/columns.js";
import { hang } from "../diagnostics/render/frame/hang.js";
import { palette } from "../diagnostics/render/frame/paint.js";
import { drawSlot } from "../diagnostics/render/frame/slot.js";
import { EXIT, Failure } from "./exit.js";
import { hasColour, type Io } from "./io.js";

/** The environment variable that shows the stack of a bug. */
export const DEBUG_VARIABLE = "TSK_GEN_DEBUG";

/** Says what ended the command; the exit code is the answer. */
export function tellFailure(thrown: unknown, io: Io): number {
  if (isSystemError(thrown)) return tellFailure(new Failure(thrown.message, { cause: thrown }), io);
  if (!(thrown instanceof Failure)) return tellBug(thrown, io);
  const { columns } = io.stderr;
  const colours = palette(hasColour(io.stderr, io.env));
  const painted = colours.severity("error")("error") + colours.headline(": ");
  const help = thrown.help === undefined ? [] : [thrown.help];
  const lines = [
    ...hang({ plain: "error: ", painted }, visible(thrown.message), columns, colours.headline),
    ...thrown.notes.flatMap((note) => drawSlot(" ", "note", note, colours, columns)),
    ...help.flatMap((text) => drawSlot(" ", "help", text, colours, columns)),
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
