import { describe, expect, it } from 'vitest';
import { certificateLines } from '../../../source/network/doctor/tls-handshake.ts';

const times = { valid_from: 'Jan  1 00:00:00 2026 GMT', valid_to: 'Jan  1 00:00:00 2126 GMT' };
const names = { subjectaltname: 'DNS:quiz.test' };

describe('certificateLines', () => {
  it.each([
    [{ CN: 'Our CA', O: 'Us' }, 'Our CA'],
    [{ O: 'Us' }, 'Us'],
    [{ C: 'DE', OU: 'Network' }, 'C=DE, OU=Network'],
    [{}, 'unnamed'],
    [undefined, 'unnamed'],
  ])('names the issuer %j', (issuer, shown) => {
    expect(certificateLines({ ...times, ...names, ...(issuer && { issuer }) })).toEqual([
      'Certificate for: DNS:quiz.test',
      `Signed by: ${shown}`,
      'Valid: Jan 1 00:00:00 2026 GMT to Jan 1 00:00:00 2126 GMT',
    ]);
  });

  it('falls back on the name of the subject, safe to draw on a terminal', () => {
    expect(certificateLines({ ...times, subject: { CN: 'quiz\u001B[31m.test' } })[0]).toBe(
      'Certificate for: quiz.test',
    );
  });
});
