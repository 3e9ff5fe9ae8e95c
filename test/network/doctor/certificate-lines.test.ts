import { describe, expect, it } from 'vitest';
import { shownResponse } from '../../../source/network/doctor/connection.ts';
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

  it('shows only the beginning of long names', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `DNS:quiz${index}.test`).join(', ');
    const lines = certificateLines({ ...times, subjectaltname: many, issuer: { CN: 'x'.repeat(5000) } });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(250);
  });
});

describe('the head of a response', () => {
  it('is shown up to 30 lines, and says how many are left out', () => {
    const rawHeaders = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? 'X' : 'y'.repeat(500)));
    const lines = shownResponse({ httpVersion: '1.1', statusCode: 200, statusMessage: 'OK', rawHeaders });
    expect(lines).toHaveLength(31);
    expect(lines.at(-1)).toContain('71 more headers');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(250);
  });
});
