import { describe, expect, it } from 'vitest';
import { certificateFailure } from '../../../source/network/faults/certificate-failure.ts';

/** An error as Node makes them. */
function errorWith(code: string, message = 'what OpenSSL says', more: object = {}): Error {
  return Object.assign(new Error(message), { code }, more);
}

const HOST = 'quiz.example.org:7849';

describe('what is wrong with a certificate', () => {
  it.each([
    ['CERT_HAS_EXPIRED', /has expired\. Ask the host for a new one/u],
    ['CERT_NOT_YET_VALID', /is not valid yet\. Check this computer's date/u],
    ['CERT_REVOKED', /has been revoked\. Ask/u],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /is signed by itself\. .* --ca <file>\.$/u],
    ['SELF_SIGNED_CERT_IN_CHAIN', /authority that is not known here\. .* --ca <file>\.$/u],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /authority that is not known here\. .* --ca <file>\.$/u],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /authority that is not known here\. .* --ca <file>\.$/u],
  ])('is said in two sentences: %s', (code, expected) => {
    const message = certificateFailure(HOST, errorWith(code));
    expect(message).toMatch(/^The certificate of quiz\.example\.org:7849 [^.]+\. [^.]+\.$/u);
    expect(message).toMatch(expected);
  });

  it.each([
    ['DNS:quiz.example.com', 'quiz.example.com'],
    ['DNS:*.example.com, IP Address:192.168.1.20', '*.example.com, 192.168.1.20'],
    ['IP Address:0:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:1'],
    ['URI:https://x, email:a@b, DNS:quiz.example.com', 'quiz.example.com'],
    ['DNS:"a, DNS:\\u001b[31m", DNS:b\u001B[31m, DNS:c', 'c'],
    ['DNS:a, DNS:b, DNS:c, DNS:d, DNS:e, DNS:f', 'a, b, c, d, e'],
  ])('names those that it is for, and nothing that is no name: %j', (subjectaltname, names) => {
    const error = errorWith('ERR_TLS_CERT_ALTNAME_INVALID', '', { cert: { subjectaltname } });
    expect(certificateFailure(HOST, error)).toMatch(
      new RegExp(
        `^The certificate of ${HOST} is for ${names.replaceAll('*', String.raw`\*`)}\\. Join by that name`,
        'u',
      ),
    );
  });

  it.each([undefined, null, 'a text', {}, { subjectaltname: undefined }, { subjectaltname: 'DNS:' }])(
    'says so where it is for no name: %j',
    (cert) => {
      expect(certificateFailure(HOST, errorWith('ERR_TLS_CERT_ALTNAME_INVALID', '', { cert }))).toBe(
        `The certificate of ${HOST} is not for that address. Ask the host by which to join.`,
      );
    },
  );

  it.each([
    ['EPROTO', 'write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:x.c:350:'],
    ['EPROTO', 'error:0A0000C6:SSL routines::packet length too long'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'x'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'x'],
  ])('is that the server has none, where it speaks no TLS: %s %s', (code, message) => {
    expect(certificateFailure(HOST, errorWith(code, message))).toBe(
      `${HOST} does not speak TLS. If it is the right address, use ws:// in place of wss://.`,
    );
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPROTO', '', 'toString', 'constructor'])(
    'is nothing where the error is another: %j',
    (code) => {
      expect(certificateFailure(HOST, errorWith(code))).toBeUndefined();
    },
  );

  it('is nothing where the error has no code', () => {
    expect(certificateFailure(HOST, new Error('wrong version number'))).toBeUndefined();
  });
});
