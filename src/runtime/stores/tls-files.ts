// Why: a certificate that cannot be read shows before the first connection, by the name of its setting. No
// message holds anything of a file but its name.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type ConnectionOptions, createSecureContext } from "node:tls";
import type { NamedFile, TlsAddress } from "./registry.js";
import { StoreUnfitError } from "./store.js";

type Secrets = Pick<ConnectionOptions, "ca" | "cert" | "key">;

/**
 * What connections are secured with; without files, by the authorities that the system trusts.
 * @throws StoreUnfitError when a file cannot be read, or holds nothing of the kind
 */
export function readTlsFiles({ ca, cert, key }: TlsAddress = {}): Secrets {
  const authorities = ca && { ca: checked(ca, readFile(ca)) };
  const own = cert && key && { cert: checked(cert, readFile(cert)), key: readFile(key) };
  if (own !== undefined && key !== undefined) tryOut(own, key);
  return { ...authorities, ...own };
}

function readFile(file: NamedFile): Buffer {
  try {
    return readFileSync(file.path);
  } catch (error) {
    throw unfit(file, "cannot be read", error);
  }
}

/** OpenSSL takes a file without any certificate for one with none, and trusts nobody then. */
function checked(file: NamedFile, content: Buffer): Buffer {
  if (!content.includes("-----BEGIN ")) throw unfit(file, "holds no certificate in PEM format");
  tryOut({ ca: content }, file);
  return content;
}

function tryOut(secrets: Secrets, file: NamedFile): void {
  try {
    createSecureContext(secrets);
  } catch (error) {
    throw unfit(file, "cannot be used", error);
  }
}

function unfit({ name, path }: NamedFile, what: string, cause?: unknown): StoreUnfitError {
  const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
  const message = `${name} names ${resolve(path)}, which ${what}${code}`;
  return new StoreUnfitError(message, { cause });
}
