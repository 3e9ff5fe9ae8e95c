import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCertificateAuthorities } from '../../../source/commands/process/certificate-authorities.ts';
import { fixture } from '../../helpers/binary.ts';
import { testAuthority } from '../../helpers/fake-servers.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('readCertificateAuthorities', () => {
  it('returns a file with one or more certificates', async () => {
    expect(await readCertificateAuthorities(fixture('tls/ca.pem'))).toEqual({ ok: true, ca: testAuthority });
    const file = join(temporaryFolder(), 'two.pem');
    writeFileSync(file, `Ours:\n${testAuthority}${testAuthority}`);
    expect(await readCertificateAuthorities(file)).toMatchObject({ ok: true });
  });

  it.each([
    ['with a key', fixture('tls/server-key.pem')],
    ['without PEM', fixture('two-questions.json')],
  ])('rejects a file %s', async (_what, file) => {
    expect(await readCertificateAuthorities(file)).toEqual({
      ok: false,
      message: `${file}: no valid certificate found. --ca needs a PEM file with -----BEGIN CERTIFICATE----- in it.`,
    });
  });

  it('rejects a damaged certificate', async () => {
    const file = join(temporaryFolder(), 'broken.pem');
    writeFileSync(file, testAuthority.replace(/\n.{10}/u, '\n'));
    expect(await readCertificateAuthorities(file)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/no valid certificate/u),
    });
  });

  it('rejects a missing file and a folder', async () => {
    expect(await readCertificateAuthorities('/no/such.pem')).toEqual({
      ok: false,
      message: '/no/such.pem: no such file.',
    });
    const folder = temporaryFolder();
    expect(await readCertificateAuthorities(folder)).toEqual({
      ok: false,
      message: `${folder}: this is a folder, not a file.`,
    });
  });
});
