import { describe, expect, it } from 'vitest';
import { connectFailure } from '../../../source/network/faults/connect-failure.ts';

const BASE = 'http://quiz.test:7849';

/** What an error of the system with this code becomes. */
function failureWith(code: string, message = 'what the system says') {
  return connectFailure(BASE, Object.assign(new Error(message), { code }));
}

describe('connectFailure', () => {
  it('tells a name that there is none of from one that nobody can look up', () => {
    expect(failureWith('ENOTFOUND')).toEqual({
      message: 'There is no computer called quiz.test:7849 on this network. Check the address.',
      isFinal: true,
    });
    expect(failureWith('EAI_AGAIN')).toEqual({
      message:
        'No name server answers that could tell where quiz.test is. Are you on the network? An address such as 192.168.1.20 needs none.',
      isFinal: true,
    });
  });

  it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])(
    'is the network, where the doctor may help: %s',
    (code) => {
      expect(failureWith(code)).toMatchObject({
        message:
          'quiz.test:7849 cannot be reached. Are you on the same network as the host? To see why: npx termquiz doctor quiz.test:7849',
        isFinal: false,
      });
    },
  );

  it.each([
    'Invalid Upgrade header',
    'Invalid Sec-WebSocket-Accept header',
    'Server sent no subprotocol',
    'Server sent an invalid subprotocol',
    'Invalid Sec-WebSocket-Extensions header',
  ])('is another program, or version, where a WebSocket is made wrongly: %s', (message) => {
    expect(connectFailure(BASE, new Error(message))).toEqual({
      message:
        'quiz.test:7849 makes WebSockets, but not as this termquiz does: another program, or another version. Check the address with the host.',
      isFinal: true,
      isForeign: true,
      isBlocked: true,
    });
  });

  it('is a broken line where what comes on a WebSocket is none', () => {
    expect(failureWith('WS_ERR_INVALID_OPCODE').message).toMatch(
      /^The connection to quiz\.test:7849 broke\./u,
    );
  });

  it('says at the end, for all else, what the system says, and who knows more', () => {
    expect(failureWith('E2BIG').message).toBe(
      'The connection to quiz.test:7849 failed: what the system says. To see why: npx termquiz doctor quiz.test:7849',
    );
  });
});
