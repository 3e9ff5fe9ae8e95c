import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { TlsFiles } from '../../server/tls-server.ts';
import { readFailure } from '../../text/error.ts';
import { isLoopback } from '../../network/addresses/address.ts';

/** A certificate and its key, to serve with. As text, because a parsed certificate cannot be passed to another thread. */
export interface TlsIdentity extends TlsFiles {
  /** An absolute path, like `keyFile`. */
  readonly certFile: string;
  readonly keyFile: string;
}

/**
 * Reads a certificate and its key from PEM files. Returns a message that begins with the file's name if they cannot be used.
 *
 * @param now When the certificate must be valid, in milliseconds since the epoch.
 */
export async function readTlsIdentity(cert: string, key: string, now: number): Promise<TlsIdentity | string> {
  const [certFile, keyFile] = [resolve(cert), resolve(key)];
  const certPem = await readPem(cert);
  if (!certPem.ok) return certPem.message;
  const keyPem = await readPem(key);
  if (!keyPem.ok) return keyPem.message;
  const pems = { cert: certPem.text, key: keyPem.text };
  const certificate = tryParse(() => new X509Certificate(pems.cert));
  if (certificate instanceof Error || !pems.cert.includes('BEGIN CERTIFICATE')) {
    return `${cert}: not a certificate in PEM format, which begins with "-----BEGIN CERTIFICATE-----".`;
  }
  const privateKey = tryParse(() => createPrivateKey(pems.key));
  if (privateKey instanceof Error) return `${key}: ${keyProblem(pems.key)}`;
  if (!certificate.checkPrivateKey(privateKey)) {
    return `${key}: this key does not belong to the certificate in ${cert}. Pass the two that were created together.`;
  }
  const problem = dateProblem(certificate, now) ?? contextProblem(pems);
  return problem === undefined ? { ...pems, certFile, keyFile } : `${cert}: ${problem}`;
}

/** Returns the hosts under which players can verify the certificate: the addresses that it is for, then the names in it. */
export function certifiedHosts(certificate: X509Certificate, addresses: readonly string[]): string[] {
  const certified = addresses.filter((address) =>
    isIP(address) === 0 ? certificate.checkHost(address) : certificate.checkIP(address),
  );
  const isLocal = addresses.every((address) => isLoopback(address));
  const names = dnsNamesIn(certificate).filter(
    (name) => !name.includes('*') && (isLocal || name !== 'localhost'),
  );
  return [...new Set([...certified, ...names])];
}

/** The warning that a certificate is for none of these addresses, the most likely to work first. */
export function mismatchWarning(certificate: X509Certificate, addresses: readonly string[]): string {
  const hosts = [...dnsNamesIn(certificate), ...ipAddressesIn(certificate)].join(', ') || 'nothing';
  const [address = 'this machine'] = addresses;
  return `Players cannot verify the certificate, because it is not for ${address}. Create one for that address. It is for ${hosts}.`;
}

/** Returns the host names in a certificate. They may begin with `*.`. */
export function dnsNamesIn({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName.split(', ').flatMap((entry) => /^DNS:([\w.*-]+)$/u.exec(entry)?.[1] ?? []);
}

function ipAddressesIn({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName.split(', ').flatMap((entry) => /^IP Address:([\d.:a-f]+)$/iu.exec(entry)?.[1] ?? []);
}

type Pem = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

async function readPem(file: string): Promise<Pem> {
  try {
    return { ok: true, text: await readFile(file, 'utf8') };
  } catch (error) {
    return { ok: false, message: `${file}: ${readFailure(error)}` };
  }
}

function tryParse<Value>(parse: () => Value): Value | Error {
  try {
    return parse();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function keyProblem(text: string): string {
  return /^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/mu.test(text)
    ? 'this key has a passphrase. Remove it with: openssl pkey -in locked.pem -out key.pem'
    : 'not a private key in PEM format, which begins with a line such as "-----BEGIN PRIVATE KEY-----".';
}

function dateProblem({ validFrom, validTo }: X509Certificate, now: number): string | undefined {
  if (now > Date.parse(validTo))
    return `this certificate expired on ${dayOf(validTo)}. Renew it, or check this computer's date.`;
  if (now < Date.parse(validFrom))
    return `this certificate is not valid before ${dayOf(validFrom)}. Check this computer's date.`;
  return undefined;
}

function dayOf(date: string): string {
  return new Date(Date.parse(date)).toISOString().slice(0, 10);
}

/** Finds problems that only OpenSSL notices, such as keys that are too short. */
function contextProblem(files: TlsFiles): string | undefined {
  const context = tryParse(() => createSecureContext({ ...files }));
  return context instanceof Error ? `this certificate cannot be used: ${context.message}` : undefined;
}
