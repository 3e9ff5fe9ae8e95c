import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCa } from '../../../source/commands/process/read-ca.ts';
import { fixture } from '../../helpers/binary.ts';
import { testAuthority } from '../../helpers/fake-servers.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('reading --ca', () => {
  it('gives the certificates in the file, one or more', async () => {
    expect(await readCa(fixture('tls/ca.pem'))).toEqual({ ok: true, ca: testAuthority });
    const file = join(temporaryFolder(), 'two.pem');
    writeFileSync(file, `Ours:\n${testAuthority}${testAuthority}`);
    expect(await readCa(file)).toMatchObject({ ok: true });
  });

  it.each([
    ['a key', fixture('tls/server-key.pem')],
    ['something else', fixture('two-questions.json')],
  ])('says of %s that there is no certificate in it', async (_what, file) => {
    expect(await readCa(file)).toEqual({
      ok: false,
      message: `${file}: there is no certificate in it. --ca takes PEM: -----BEGIN CERTIFICATE-----`,
    });
  });

  it('says the same of a certificate that is broken', async () => {
    const file = join(temporaryFolder(), 'broken.pem');
    writeFileSync(file, testAuthority.replace(/\n.{10}/u, '\n'));
    expect(await readCa(file)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/no certificate/u),
    });
  });

  it('says of a file that is not there, and of a folder, what they are', async () => {
    expect(await readCa('/no/such.pem')).toEqual({
      ok: false,
      message: '/no/such.pem: there is no such file.',
    });
    const folder = temporaryFolder();
    expect(await readCa(folder)).toEqual({ ok: false, message: `${folder}: this is a folder, not a file.` });
  });
});
