import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Certificates of authorities to trust, in PEM, or why a file has none, in a sentence that begins with the file. */
export async function readCa(
  file: string,
): Promise<{ readonly ok: true; readonly ca: string } | { readonly ok: false; readonly message: string }> {
  let ca: string;
  try {
    ca = await readFile(file, 'utf8');
  } catch (error) {
    return { ok: false, message: `${file}: ${error instanceof Error ? error.message : String(error)}` };
  }
  const certificates = ca.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gsu) ?? [];
  if (certificates.length > 0 && certificates.every(isCertificate)) return { ok: true, ca };
  const message = `${file}: this is no certificate in PEM, which begins with "-----BEGIN CERTIFICATE-----".`;
  return { ok: false, message };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    // Damaged between its first and its last line.
    return false;
  }
}
