// Why: one job has one name, spelled as each place spells names: the wire, code, types, and files.

/** The spellings of a name that is written in any of them. */
export interface Names {
  /** `WelcomeEmail` */
  readonly pascalName: string;
  /** `welcomeEmail` */
  readonly camelName: string;
  /** `welcome-email` */
  readonly fileName: string;
}

/** The names of a job; its class is its name on the wire. */
export interface JobNames extends Names {
  /** `WelcomeEmailJob` */
  readonly className: string;
}

/** What a name may look like, for messages. */
export const NAME_FORM = "letters, digits, `_`, and `-`, beginning with a letter";

const MOST_LETTERS = 100;

/**
 * The spellings of `key`; undefined when it is not made of letters, digits, `_`, and `-`, beginning
 * with a letter. Capitals inside a word stay: `HTTPFetch` is `httpFetch`, `http-fetch`, `HTTPFetch`.
 */
export function namesOf(key: string): Names | undefined {
  const words = wordsOf(key);
  return words && spell(words);
}

/** The names of the job `key`: `welcome_email`, `welcomeEmail`, and `WelcomeEmailJob` are alike. */
export function jobNamesOf(key: string): JobNames | undefined {
  const words = wordsOf(key);
  if (words === undefined) return undefined;
  const suffixed = words.length > 1 && words.at(-1)?.toLowerCase() === "job";
  const names = spell(suffixed ? words.slice(0, -1) : words);
  return { ...names, className: `${names.pascalName}Job` };
}

/** The key that text would be as a name, `digest_job` for `Digest Job`; undefined when it is nothing like one. */
export function keyFrom(text: string): string | undefined {
  const key = text
    .trim()
    .toLowerCase()
    .replace(/[\s.:/]+/g, "_");
  return namesOf(key) && key;
}

function wordsOf(key: string): string[] | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(key) || key.length > MOST_LETTERS) return undefined;
  return key
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .split(/[_-]+/)
    .filter((word) => word !== "");
}

function spell(words: readonly string[]): Names {
  const pascalName = words.map(capitalize).join("");
  const [first = "", ...rest] = words;
  return {
    pascalName,
    camelName: first.toLowerCase() + rest.map(capitalize).join(""),
    fileName: words.join("-").toLowerCase(),
  };
}

function capitalize(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
