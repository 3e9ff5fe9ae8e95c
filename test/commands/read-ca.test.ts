import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCa } from '../../source/commands/read-ca.ts';
import { fixture, temporaryFolder } from '../helpers/binary.ts';
import { authority, authorityFile, certificate } from '../helpers/certificates.ts';

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'ca.pem');
  writeFileSync(file, text);
  return file;
}

describe('readCa', () => {
  it('gives the certificates of a file, one or more', async () => {
    expect(await readCa(authorityFile)).toEqual({ ok: true, ca: authority });
    const two = `# ours\n${authority}\n# another\n${certificate('self-signed').cert}`;
    expect(await readCa(fileWith(two))).toEqual({ ok: true, ca: two });
  });

  it('says with the file that it cannot be read', async () => {
    const file = join(temporaryFolder(), 'nowhere.pem');
    expect(await readCa(file)).toEqual({
      ok: false,
      message: expect.stringContaining(`${file}: there is no such file.`),
    });
  });

  it.each([
    '',
    'no certificate',
    certificate('server').key,
    '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n',
    `${authority}\n-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n`,
    authority.slice(0, 200),
  ])('says with the file that there is no certificate in it, or a broken one: %#', async (text) => {
    const file = fileWith(text);
    expect(await readCa(file)).toEqual({
      ok: false,
      message: `${file}: there is no certificate in it. --ca takes PEM: -----BEGIN CERTIFICATE-----`,
    });
  });

  it('takes no JSON', async () => {
    expect((await readCa(fixture('two-questions.json'))).ok).toBe(false);
  });
});
