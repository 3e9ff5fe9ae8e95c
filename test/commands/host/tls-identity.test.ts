import { X509Certificate, createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  certifiedHosts,
  misfitWarning,
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

describe('readTlsIdentity', () => {
  it('gives a certificate, with those that lead up to its authority, and its key', async () => {
    const chain = fileWith(`${server.cert}\n${authority}`);
    expect(await readTlsIdentity(chain, server.keyFile, NOW)).toMatchObject({
      cert: `${server.cert}\n${authority}`,
      key: server.key,
      certFile: chain,
      keyFile: server.keyFile,
    });
  });

  it('says with the file that it cannot be read', async () => {
    const missing = join(temporaryFolder(), 'nowhere.pem');
    expect(await readTlsIdentity(missing, server.keyFile, NOW)).toMatch(/nowhere\.pem: no such file\.$/u);
    expect(await readTlsIdentity(server.certFile, missing, NOW)).toMatch(/nowhere\.pem: no such file\.$/u);
  });

  it.each(['', 'hello', server.key, server.cert.slice(0, 100)])(
    'says with the file that it is no certificate: %#',
    async (text) => {
      const file = fileWith(text);
      expect(await readTlsIdentity(file, server.keyFile, NOW)).toBe(
        `${file}: this is no certificate in PEM, which begins with "-----BEGIN CERTIFICATE-----".`,
      );
    },
  );

  it.each(['', 'hello', server.cert, server.key.slice(0, 100)])(
    'says with the file that it is no key: %#',
    async (text) => {
      const file = fileWith(text);
      expect(await readTlsIdentity(server.certFile, file, NOW)).toBe(
        `${file}: this is no private key in PEM, which begins with "-----BEGIN PRIVATE KEY-----" or the like.`,
      );
    },
  );

  it('says that a key is locked, and how to unlock it', async () => {
    const locked = createPrivateKey(server.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    });
    const file = fileWith(String(locked));
    expect(await readTlsIdentity(server.certFile, file, NOW)).toBe(
      `${file}: this key is locked with a passphrase. Write one without: openssl pkey -in locked.pem -out key.pem`,
    );
  });

  it('says that a key belongs to another certificate', async () => {
    const { keyFile } = certificate('other-name');
    expect(await readTlsIdentity(server.certFile, keyFile, NOW)).toBe(
      `${keyFile}: this key does not belong to the certificate in ${server.certFile}. Give the two that were made together.`,
    );
  });

  it('says since when a certificate has expired, and when one is not valid yet', async () => {
    const expired = certificate('expired');
    expect(await readTlsIdentity(expired.certFile, expired.keyFile, NOW)).toBe(
      `${expired.certFile}: this certificate expired on 2020-01-02. Get a new one, or check the date of this computer.`,
    );
    expect(await readTlsIdentity(server.certFile, server.keyFile, Date.UTC(2025, 0, 1))).toBe(
      `${server.certFile}: this certificate is not valid before 2026-01-01. Check the date of this computer.`,
    );
  });
});

describe('what players can join by so that a certificate fits', () => {
  const local = new X509Certificate(server.cert);
  const named = new X509Certificate(certificate('other-name').cert);

  it.each([
    [local, ['127.0.0.1'], ['127.0.0.1', 'localhost']],
    [local, ['::1'], ['::1', 'localhost']],
    [local, ['localhost'], ['localhost']],
    [local, ['192.168.1.20', '127.0.0.1'], ['127.0.0.1']],
    [local, ['192.168.1.20'], []],
    [named, ['192.168.1.20', 'fd00::1'], ['quiz.example.org']],
    [named, ['quiz.example.org'], ['quiz.example.org']],
    [new X509Certificate(authority), ['192.168.1.20'], []],
  ])('are the addresses in it, then its names: %#', (certificate, addresses, hosts) => {
    expect(certifiedHosts(certificate, addresses)).toEqual(hosts);
  });

  it.each([
    [local, 'localhost, 127.0.0.1, 0:0:0:0:0:0:0:1'],
    [named, 'quiz.example.org'],
    [new X509Certificate(authority), 'nothing'],
  ])('are named to a host whom the certificate does not fit: %#', (certificate, names) => {
    expect(misfitWarning(certificate, ['192.168.1.20', 'fd00::1'])).toBe(
      `Players cannot verify the certificate: it is not for 192.168.1.20. Make one for that address. It is for ${names}.`,
    );
  });
});
