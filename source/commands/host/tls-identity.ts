import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { TlsFiles } from '../../server/tls-server.ts';
import { readFailure } from '../../text/error.ts';
import { isLoopback } from '../../network/addresses/address.ts';

/** A certificate to serve with, and its key. */
export interface TlsIdentity extends TlsFiles {
  /** Absolute. */
  readonly certFile: string;
  readonly keyFile: string;
  readonly certificate: X509Certificate;
}

/**
 * Reads a certificate and its key, in PEM.
 *
 * @param now In milliseconds since the epoch: the certificate has to be valid.
 * @returns Both, or why they cannot be used, in a sentence or two that begin with the file.
 */
export async function readTlsIdentity(cert: string, key: string, now: number): Promise<TlsIdentity | string> {
  const [certFile, keyFile] = [resolve(cert), resolve(key)];
  const certPem = await readPem(cert);
  if (!certPem.ok) return certPem.message;
  const keyPem = await readPem(key);
  if (!keyPem.ok) return keyPem.message;
  const pems = { cert: certPem.text, key: keyPem.text };
  const certificate = parsed(() => new X509Certificate(pems.cert));
  if (certificate instanceof Error || !pems.cert.includes('BEGIN CERTIFICATE')) {
    return `${cert}: this is no certificate in PEM, which begins with "-----BEGIN CERTIFICATE-----".`;
  }
  const privateKey = parsed(() => createPrivateKey(pems.key));
  if (privateKey instanceof Error) return `${key}: ${keyProblem(pems.key)}`;
  if (!certificate.checkPrivateKey(privateKey)) {
    return `${key}: this key does not belong to the certificate in ${cert}. Give the two that were made together.`;
  }
  const problem = dateProblem(certificate, now) ?? contextProblem(pems);
  return problem === undefined ? { ...pems, certFile, keyFile, certificate } : `${cert}: ${problem}`;
}

/**
 * What players can join by so that the certificate fits: of these addresses those that are in it, then its names. None where
 * it fits nothing that is known.
 */
export function certifiedHosts(certificate: X509Certificate, addresses: readonly string[]): string[] {
  const fitting = addresses.filter((address) =>
    isIP(address) === 0 ? certificate.checkHost(address) : certificate.checkIP(address),
  );
  const isLocal = addresses.every((address) => isLoopback(address));
  const names = namesIn(certificate).filter(
    (name) => !name.includes('*') && (isLocal || name !== 'localhost'),
  );
  return [...new Set([...fitting, ...names])];
}

/** What the host should know of a certificate that fits none of these addresses, the likeliest first; in three sentences. */
export function misfitWarning(certificate: X509Certificate, addresses: readonly string[]): string {
  const hosts = [...namesIn(certificate), ...ipsIn(certificate)].join(', ') || 'nothing';
  const [likeliest = 'this machine'] = addresses;
  return `Players cannot verify the certificate: it is not for ${likeliest}. Make one for that address. It is for ${hosts}.`;
}

/** The DNS names that a certificate is for. */
function namesIn({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName.split(', ').flatMap((entry) => /^DNS:([\w.*-]+)$/u.exec(entry)?.[1] ?? []);
}

/** The IP addresses that it is for. */
function ipsIn({ subjectAltName = '' }: X509Certificate): string[] {
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

function parsed<Value>(parse: () => Value): Value | Error {
  try {
    return parse();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function keyProblem(text: string): string {
  return /^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/mu.test(text)
    ? 'this key is locked with a passphrase. Write one without: openssl pkey -in locked.pem -out key.pem'
    : 'this is no private key in PEM, which begins with "-----BEGIN PRIVATE KEY-----" or the like.';
}

function dateProblem({ validFrom, validTo }: X509Certificate, now: number): string | undefined {
  if (now > Date.parse(validTo))
    return `this certificate expired on ${dayOf(validTo)}. Get a new one, or check the date of this computer.`;
  if (now < Date.parse(validFrom))
    return `this certificate is not valid before ${dayOf(validFrom)}. Check the date of this computer.`;
  return undefined;
}

function dayOf(date: string): string {
  return new Date(Date.parse(date)).toISOString().slice(0, 10);
}

/** What OpenSSL has against it: keys that are too short, and the like. */
function contextProblem(files: TlsFiles): string | undefined {
  const context = parsed(() => createSecureContext({ ...files }));
  return context instanceof Error ? `this certificate cannot be used: ${context.message}` : undefined;
}
