// Why: tests of TLS need an authority and what it has signed, made anew and gone afterwards.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Files of an authority, and of one certificate for 127.0.0.1 that it has signed, all in PEM format. */
export interface Certificates {
  readonly directory: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  remove(): void;
}

/** Makes an authority and a certificate with OpenSSL. */
export function makeCertificates(): Certificates {
  const directory = mkdtempSync(join(tmpdir(), "tsk-certificates-"));
  const file = (name: string) => join(directory, name);
  const openssl = (...args: string[]) =>
    void execFileSync("openssl", args, { cwd: directory, stdio: "ignore" });
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl("req", "-x509", ...curve, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=tests");
  openssl("req", ...curve, "-keyout", "own.key", "-out", "own.csr", "-subj", "/CN=127.0.0.1");
  writeFileSync(file("extensions"), "subjectAltName=IP:127.0.0.1\n");
  const authority = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
  openssl(
    ...["x509", "-req", "-in", "own.csr", "-out", "own.pem", "-days", "1"],
    ...[...authority, "-extfile", "extensions"],
  );
  return {
    directory,
    ca: file("ca.pem"),
    cert: file("own.pem"),
    key: file("own.key"),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
