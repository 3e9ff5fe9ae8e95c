import { readFileSync } from 'node:fs';
import { fixture } from './binary.ts';

/** The certificate of the authority that signed all test certificates except the self-signed one. */
export const authorityFile = fixture('tls/ca.pem');

export const authority = readFileSync(authorityFile, 'utf8');

/** Reads a certificate and its key from test/fixtures/tls. */
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
