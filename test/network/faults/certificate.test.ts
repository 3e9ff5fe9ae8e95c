import { describe, expect, it } from 'vitest';
import { certificateFault, isCertificateCode } from '../../../source/network/faults/certificate.ts';

const game = { base: 'https://quiz.example.org:7849' };

describe('certificateFault', () => {
  it.each([
    ['CERT_HAS_EXPIRED', 'certificate-expired'],
    ['CERT_NOT_YET_VALID', 'certificate-not-yet-valid'],
    ['CERT_REVOKED', 'certificate-revoked'],
    ['CERT_SIGNATURE_FAILURE', 'certificate-damaged'],
    ['CERT_REJECTED', 'certificate-purpose'],
    ['INVALID_PURPOSE', 'certificate-purpose'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-unknown-authority'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-unknown-authority'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'certificate-unknown-authority'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate-unknown-authority'],
    ['CERT_UNTRUSTED', 'certificate-unknown-authority'],
    ['INVALID_CA', 'certificate-unknown-authority'],
    ['CERT_CHAIN_TOO_LONG', 'certificate-untrusted'],
    ['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'certificate-untrusted'],
  ])('recognises %s', (reason, code) => {
    expect(isCertificateCode(reason)).toBe(true);
    const fault = certificateFault(game, reason, '');
    expect(fault.code).toBe(code);
    expect(fault.meaning).toMatch(/^The certificate of quiz\.example\.org:7849 [^.]+\.$/u);
  });

  it.each([
    ['DNS:quiz.example.com', 'quiz.example.com'],
    ['DNS:*.example.com, IP Address:192.168.1.20', '*.example.com, 192.168.1.20'],
    ['IP Address:0:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:1'],
    ['URI:https://x, email:a@b, DNS:quiz.example.com', 'quiz.example.com'],
    ['DNS:"a, DNS:\\u001b[31m", DNS:b\u001B[31m, DNS:c', 'c'],
    ['DNS:a, DNS:b, DNS:c, DNS:d, DNS:e, DNS:f', 'a, b, c, d, e'],
  ])('lists the names in a certificate, and nothing that is not a name: %j', (altNames, names) => {
    const { code, meaning } = certificateFault(game, 'ERR_TLS_CERT_ALTNAME_INVALID', altNames);
    expect(code).toBe('certificate-mismatch');
    expect(meaning).toContain(`is for ${names}, not for quiz.example.org`);
  });

  it.each([undefined, '', 'a text', 'DNS:', 'null'])(
    'recognises a certificate without names: %j',
    (altNames) => {
      const { code, meaning } = certificateFault(game, 'ERR_TLS_CERT_ALTNAME_INVALID', altNames);
      expect(code).toBe('certificate-mismatch');
      expect(meaning).not.toContain('is for');
    },
  );
});

describe('isCertificateCode', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPROTO', 'ERR_SSL_X', '', 'toString', 'constructor'])(
    'is false for other errors: %j',
    (code) => {
      expect(isCertificateCode(code)).toBe(false);
    },
  );
});
