import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readFailure } from '../../text/error.ts';

/** The certificates in a file, or why they cannot be had, in a sentence. */
export type ReadCa =
  { readonly ok: true; readonly ca: string } | { readonly ok: false; readonly message: string };

/** Reads a PEM file of authorities to trust, as `--ca` names it. */
export async function readCa(file: string): Promise<ReadCa> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { ok: false, message: `${file}: ${readFailure(error)}` };
  }
  if (holdsCertificates(text)) return { ok: true, ca: text };
  return {
    ok: false,
    message: `${file}: there is no certificate in it. --ca takes PEM: -----BEGIN CERTIFICATE-----`,
  };
}

function holdsCertificates(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/gu) ?? [];
  try {
    return blocks.length > 0 && blocks.every((block) => new X509Certificate(block).raw.length > 0);
  } catch {
    // A block that only looks like one.
    return false;
  }
}
