// Why: the url of a store may hold a password, and what shows its text ends in logs and in files that are shared.

/** Between user and host; the last `@` before the path ends it. */
const BEFORE_HOST = /(:\/\/[^\s/?#:@]*:)([^\s/?#]+)(?=@)/g;

const AS_PARAMETER = /([?&]password=)([^\s&#"'`]+)/gi;

const FORMS = [BEFORE_HOST, AS_PARAMETER] as const;

/** The passwords of the urls in a text, as they are spelled. */
export function passwordsIn(text: string): string[] {
  return FORMS.flatMap((form) =>
    Array.from(text.matchAll(form), ([, , password = ""]) => password),
  );
}

/** The text with `***` in place of each password of a url. */
export function hidePasswords(text: string): string {
  return FORMS.reduce((shown, form) => shown.replace(form, "$1***"), text);
}
