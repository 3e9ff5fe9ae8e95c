import { readFileSync } from 'node:fs';
import { fixture } from './binary.ts';

/** The file of the authority that has signed the certificates but the self-signed one. */
export const authorityFile = fixture('tls/ca.pem');

export const authority = readFileSync(authorityFile, 'utf8');

/** A certificate of test/fixtures/tls with its key, and the files that they are in. */
export function certificate(name: 'server' | 'expired' | 'other-name' | 'self-signed') {
  const certFile = fixture(`tls/${name}.pem`);
  const keyFile = fixture(`tls/${name}-key.pem`);
  return {
    certFile,
    keyFile,
    cert: readFileSync(certFile, 'utf8'),
    key: readFileSync(keyFile, 'utf8'),
  };
}
