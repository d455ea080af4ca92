// Why: a small reader of unit files, by systemd.syntax(7) and systemd.exec(5), to see that what was written is
// what is read.

/** A setting of a section, as it stands after `=`. */
export interface UnitSetting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** Settings in order. Lines that end in an odd number of backslashes go on in the next. */
export function readUnit(text: string): UnitSetting[] {
  const settings: UnitSetting[] = [];
  let section = "";
  let continued = "";
  for (const line of text.split(/\r?\n/)) {
    if (continued === "" && /^\s*[#;]/.test(line)) continue;
    const whole = continued + line.trim();
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(whole)) {
      continued = `${whole.slice(0, -1)} `;
      continue;
    }
    continued = "";
    const header = /^\[(.*)\]$/.exec(whole);
    if (header !== null) section = header[1] ?? "";
    else if (whole !== "") {
      const at = whole.indexOf("=");
      settings.push({ section, key: whole.slice(0, at), value: whole.slice(at + 1) });
    }
  }
  return settings;
}

/** Specifiers; only `%%` is one here. */
export function expandSpecifiers(value: string): string {
  return value.replace(/%(.?)/g, (_, letter: string) => {
    if (letter !== "%") throw new Error(`the specifier %${letter}`);
    return "%";
  });
}

/** The words of a value, unquoted; in a command `$` has to be doubled. */
export function readWords(value: string, isCommand: boolean): string[] {
  const words = [...value.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s"]+)/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? "") : unescaped(quoted),
  );
  return words.map((word) => {
    const expanded = expandSpecifiers(word);
    if (!isCommand) return expanded;
    return expanded.replace(/\$(.?)/g, (_, next: string) => {
      if (next !== "$") throw new Error(`the variable $${next}`);
      return "$";
    });
  });
}

function unescaped(text: string): string {
  const bytes = text.replace(/(?:\\x[0-9a-f]{2})+/g, (run) => {
    const codes = run
      .slice(2)
      .split("\\x")
      .map((hex) => Number.parseInt(hex, 16));
    return new TextDecoder("utf-8", { ignoreBOM: true })
      .decode(Uint8Array.from(codes))
      .replace(/\\/g, "\\\\");
  });
  return bytes.replace(/\\(["\\])/g, "$1");
}
