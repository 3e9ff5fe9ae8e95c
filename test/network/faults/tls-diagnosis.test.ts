import { describe, expect, it } from 'vitest';
import { certificateLines } from '../../../source/network/faults/tls-diagnosis.ts';

const times = { valid_from: 'Jan  1 00:00:00 2026 GMT', valid_to: 'Jan  1 00:00:00 2126 GMT' };
const names = { subjectaltname: 'DNS:quiz.test' };

describe('what is shown of a certificate', () => {
  it.each([
    [{ CN: 'Our CA', O: 'Us' }, 'Our CA'],
    [{ O: 'Us' }, 'Us'],
    [{ C: 'DE', OU: 'Network' }, 'C=DE, OU=Network'],
    [{}, 'nobody who gives a name'],
    [undefined, 'nobody who gives a name'],
  ])('has who signed it, whatever that says of itself: %j', (issuer, shown) => {
    expect(certificateLines({ ...times, ...names, ...(issuer && { issuer }) })).toEqual([
      'Certificate for: DNS:quiz.test',
      `Signed by: ${shown}`,
      'Valid: Jan 1 00:00:00 2026 GMT to Jan 1 00:00:00 2126 GMT',
    ]);
  });

  it('has its names, or else the one of its subject, safe for a terminal', () => {
    expect(certificateLines({ ...times, subject: { CN: 'quiz\u001B[31m.test' } })[0]).toBe(
      'Certificate for: quiz.test',
    );
  });
});
