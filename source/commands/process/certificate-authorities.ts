import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readFailure } from '../../text/error.ts';

/** The certificates in a PEM file, or why they cannot be used. */
export type CertificateAuthorities =
  { readonly ok: true; readonly ca: string } | { readonly ok: false; readonly message: string };

/** Reads the PEM file that `--ca` names. */
export async function readCertificateAuthorities(file: string): Promise<CertificateAuthorities> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { ok: false, message: `${file}: ${readFailure(error)}` };
  }
  if (hasValidCertificates(text)) return { ok: true, ca: text };
  return {
    ok: false,
    message: `${file}: no valid certificate found. --ca needs a PEM file with -----BEGIN CERTIFICATE----- in it.`,
  };
}

function hasValidCertificates(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/gu) ?? [];
  try {
    return blocks.length > 0 && blocks.every((block) => new X509Certificate(block).raw.length > 0);
  } catch {
    // A block that only looks like a certificate.
    return false;
  }
}
