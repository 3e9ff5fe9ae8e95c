import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The certificates in a file, or why they cannot be had, in a sentence. */
export type ReadCa =
  { readonly ok: true; readonly ca: string } | { readonly ok: false; readonly message: string };

/** Reads a PEM file of authorities to trust, as `--ca` names it. */
export async function readCa(file: string): Promise<ReadCa> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { code, message: error instanceof Error ? error.message : String(error) };
  });
  if (typeof text !== 'string')
    return { ok: false, message: `${file}: ${FAILURES[text.code] ?? text.message}` };
  if (holdsCertificates(text)) return { ok: true, ca: text };
  return {
    ok: false,
    message: `${file}: there is no certificate in it. --ca takes PEM: -----BEGIN CERTIFICATE-----`,
  };
}

const FAILURES: Partial<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EISDIR: 'this is a folder, not a file.',
  EACCES: 'this file may not be read.',
  EPERM: 'this file may not be read.',
};

function holdsCertificates(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/gu) ?? [];
  try {
    return blocks.length > 0 && blocks.every((block) => new X509Certificate(block).raw.length > 0);
  } catch {
    // A block that only looks like one.
    return false;
  }
}
