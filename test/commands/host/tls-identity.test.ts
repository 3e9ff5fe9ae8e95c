import { X509Certificate, createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  certifiedHosts,
  mismatchWarning,
  readTlsIdentity,
} from '../../../source/commands/host/tls-identity.ts';
import { authority, certificate } from '../../helpers/certificates.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const NOW = Date.UTC(2026, 10, 22);
const server = certificate('server');

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'x.pem');
  writeFileSync(file, text);
  return file;
}

const local = new X509Certificate(server.cert);
const named = new X509Certificate(certificate('other-name').cert);

describe('readTlsIdentity', () => {
  it('returns a certificate with its chain and its key', async () => {
    const chain = fileWith(`${server.cert}\n${authority}`);
    expect(await readTlsIdentity(chain, server.keyFile, NOW)).toMatchObject({
      cert: `${server.cert}\n${authority}`,
      key: server.key,
      certFile: chain,
      keyFile: server.keyFile,
    });
  });

  it('says which file cannot be read', async () => {
    const missing = join(temporaryFolder(), 'nowhere.pem');
    expect(await readTlsIdentity(missing, server.keyFile, NOW)).toMatch(/nowhere\.pem: no such file\.$/u);
    expect(await readTlsIdentity(server.certFile, missing, NOW)).toMatch(/nowhere\.pem: no such file\.$/u);
  });

  it.each(['', 'hello', server.key, server.cert.slice(0, 100)])(
    'says which file is not a certificate: %#',
    async (text) => {
      const file = fileWith(text);
      expect(await readTlsIdentity(file, server.keyFile, NOW)).toBe(
        `${file}: not a certificate in PEM format, which begins with "-----BEGIN CERTIFICATE-----".`,
      );
    },
  );

  it.each(['', 'hello', server.cert, server.key.slice(0, 100)])(
    'says which file is not a key: %#',
    async (text) => {
      const file = fileWith(text);
      expect(await readTlsIdentity(server.certFile, file, NOW)).toBe(
        `${file}: not a private key in PEM format, which begins with a line such as "-----BEGIN PRIVATE KEY-----".`,
      );
    },
  );

  it('says that a key has a passphrase, and how to remove it', async () => {
    const locked = createPrivateKey(server.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    });
    const file = fileWith(String(locked));
    expect(await readTlsIdentity(server.certFile, file, NOW)).toBe(
      `${file}: this key has a passphrase. Remove it with: openssl pkey -in locked.pem -out key.pem`,
    );
  });

  it('says that a key belongs to another certificate', async () => {
    const { keyFile } = certificate('other-name');
    expect(await readTlsIdentity(server.certFile, keyFile, NOW)).toBe(
      `${keyFile}: this key does not belong to the certificate in ${server.certFile}. Pass the two that were created together.`,
    );
  });

  it('says when a certificate expired, or when it becomes valid', async () => {
    const expired = certificate('expired');
    expect(await readTlsIdentity(expired.certFile, expired.keyFile, NOW)).toBe(
      `${expired.certFile}: this certificate expired on 2020-01-02. Renew it, or check this computer's date.`,
    );
    expect(await readTlsIdentity(server.certFile, server.keyFile, Date.UTC(2025, 0, 1))).toBe(
      `${server.certFile}: this certificate is not valid before 2026-01-01. Check this computer's date.`,
    );
  });
});

describe('certifiedHosts', () => {
  it.each([
    [local, ['127.0.0.1'], ['127.0.0.1', 'localhost']],
    [local, ['::1'], ['::1', 'localhost']],
    [local, ['localhost'], ['localhost']],
    [local, ['192.168.1.20', '127.0.0.1'], ['127.0.0.1']],
    [local, ['192.168.1.20'], []],
    [named, ['192.168.1.20', 'fd00::1'], ['quiz.example.org']],
    [named, ['quiz.example.org'], ['quiz.example.org']],
    [new X509Certificate(authority), ['192.168.1.20'], []],
  ])('returns the addresses in a certificate, then its names: %#', (certificate, addresses, hosts) => {
    expect(certifiedHosts(certificate, addresses)).toEqual(hosts);
  });
});

describe('mismatchWarning', () => {
  it.each([
    [local, 'localhost, 127.0.0.1, 0:0:0:0:0:0:0:1'],
    [named, 'quiz.example.org'],
    [new X509Certificate(authority), 'nothing'],
  ])('says which address a certificate is not for, and what it is for: %#', (certificate, names) => {
    expect(mismatchWarning(certificate, ['192.168.1.20', 'fd00::1'])).toBe(
      `Players cannot verify the certificate, because it is not for 192.168.1.20. Create one for that address. It is for ${names}.`,
    );
  });
});
