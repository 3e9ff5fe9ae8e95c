import { describe, expect, it } from 'vitest';
import {
  errorFailure,
  lostConnection,
  responseFailure,
  silentConnection,
} from '../../../source/client/transport/transport-failure.ts';
import { SOCKET_PATH } from '../../../source/protocol/endpoints.ts';

const game = { base: 'http://quiz.test:7849' };
const secureGame = { base: 'https://quiz.example.org:7849' };

/** Creates an error of the system. */
function errorWith(code: string, message = 'what the system says', more: object = {}): Error {
  return Object.assign(new Error(message), { code }, more);
}

const proxy = {
  url: new URL('http://proxy.test:3128'),
  shown: 'http://proxy.test:3128',
  variable: 'HTTP_PROXY',
};

const doctorHint = /To find out why: npx termquiz doctor quiz\.test:7849$/u;

describe('errorFailure', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ENOTFOUND', 'unknown-name'],
    ['EAI_AGAIN', 'no-name-server'],
  ])('is final for %s', (code, expected) => {
    const { message, ...failure } = errorFailure(game, errorWith(code));
    expect(failure).toEqual({ code: expected, isFinal: true });
    expect(message).not.toMatch(doctorHint);
  });

  it.each(['EHOSTUNREACH', 'ENETUNREACH'])('suggests the doctor and another try for %s', (code) => {
    expect(errorFailure(game, errorWith(code))).toEqual({
      code: 'unreachable',
      message: expect.stringMatching(doctorHint),
      isFinal: false,
    });
  });

  it.each([
    ['ETIMEDOUT', 'what the system says', 'no-reply'],
    ['', 'Opening handshake has timed out', 'no-reply'],
    ['ECONNRESET', 'socket hang up', 'closed'],
    ['EPIPE', 'write EPIPE', 'closed'],
    ['E2BIG', 'what the system says', 'connect-failed'],
  ])('suggests the doctor and another transport for %s: %s', (code, message, expected) => {
    expect(errorFailure(game, errorWith(code, message))).toEqual({
      code: expected,
      message: expect.stringMatching(doctorHint),
      isFinal: false,
      isBlocked: true,
    });
  });

  it.each(['EACCES', 'EPERM'])('recognises a firewall on this machine by %s', (code) => {
    expect(errorFailure(game, errorWith(code))).toMatchObject({
      code: 'forbidden',
      isFinal: false,
      isBlocked: true,
    });
  });

  it.each([
    ['', {}],
    [' through a proxy', { proxy, isForwarded: true }],
  ])('recognises a response that is cut off%s', (_how, way) => {
    expect(errorFailure({ ...game, ...way }, errorWith('ECONNRESET', 'aborted'))).toMatchObject({
      code: 'truncated',
      isFinal: false,
      isBlocked: true,
    });
  });

  it.each([
    'Invalid Upgrade header',
    'Invalid Sec-WebSocket-Accept header',
    'Server sent no subprotocol',
    'Server sent an invalid subprotocol',
    'Invalid Sec-WebSocket-Extensions header',
  ])('recognises a wrong opening handshake by "%s"', (message) => {
    expect(errorFailure(game, new Error(message))).toEqual({
      code: 'websocket-wrong',
      message: expect.stringContaining('quiz.test:7849'),
      isFinal: true,
      isForeign: true,
      isBlocked: true,
    });
  });

  it('recognises a lost connection by invalid frames', () => {
    expect(errorFailure(game, errorWith('WS_ERR_INVALID_OPCODE'))).toEqual(lostConnection(game));
  });

  it('repeats what the system says about an unknown error', () => {
    expect(errorFailure(game, errorWith('E2BIG')).message).toContain('what the system says');
  });

  it('finds the names of a certificate that does not match', () => {
    const error = errorWith('ERR_TLS_CERT_ALTNAME_INVALID', '', { cert: { subjectaltname: 'DNS:a.test' } });
    const { message, ...failure } = errorFailure(secureGame, error);
    expect(failure).toEqual({ code: 'certificate-mismatch', isFinal: true });
    expect(message).toContain('a.test');
  });

  it.each([undefined, null, 'a text', {}, { subjectaltname: undefined }, { subjectaltname: 'DNS:' }])(
    'recognises a certificate without names: %j',
    (cert) => {
      const error = errorWith('ERR_TLS_CERT_ALTNAME_INVALID', '', { cert });
      expect(errorFailure(secureGame, error).code).toBe('certificate-mismatch');
    },
  );

  it.each([
    ['EPROTO', 'write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:x.c:350:'],
    ['EPROTO', 'error:0A0000C6:SSL routines::packet length too long'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'x'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'x'],
  ])('recognises a server without TLS by %s: %s', (code, message) => {
    expect(errorFailure(secureGame, errorWith(code, message))).toMatchObject({
      code: 'not-tls',
      isFinal: true,
    });
  });

  it.each(['EPROTO', '', 'toString', 'constructor'])('does not blame TLS for the code %j', (code) => {
    expect(errorFailure(secureGame, errorWith(code)).code).toBe('connect-failed');
  });

  it('does not blame TLS for an error without a code', () => {
    expect(errorFailure(secureGame, new Error('wrong version number')).code).toBe('connect-failed');
  });
});

describe('errorFailure through a proxy', () => {
  const forwarded = { ...game, proxy, isForwarded: true };
  const tunnel = { ...game, proxy };

  it.each([
    ['ECONNRESET', 'socket hang up', forwarded, 'proxy-silent'],
    ['HPE_INVALID_CONSTANT', 'Parse Error', forwarded, 'proxy-silent'],
    ['', 'the response timed out', forwarded, 'proxy-silent'],
    ['', 'Opening handshake has timed out', tunnel, 'proxy-silent'],
    ['ECONNRESET', 'socket hang up', tunnel, 'websocket-blocked'],
  ])('blames the proxy for %s: %s', (code, message, destination, expected) => {
    expect(errorFailure(destination, errorWith(code, message))).toMatchObject({
      code: expected,
      message: expect.stringContaining(proxy.shown),
      isFinal: false,
      isBlocked: true,
    });
  });

  it.each([
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'x', 'proxy-no-tls'],
    [
      'ECONNRESET',
      'Client network socket disconnected before secure TLS connection was established',
      'proxy-no-tls',
    ],
    ['EPROTO', 'SSL routines:x: SSL alert number 112', 'tls-unknown-name'],
  ])('tells a tunnel without TLS from a server with TLS by %s: %s', (code, message, expected) => {
    expect(errorFailure({ ...secureGame, proxy }, errorWith(code, message)).code).toBe(expected);
  });
});

describe('responseFailure', () => {
  const upgradeResponse = (status: number, location?: string) =>
    responseFailure(game, { status, body: '', location }, SOCKET_PATH);

  it('recognises a removed Upgrade header', () => {
    expect(upgradeResponse(426)).toMatchObject({ code: 'upgrade-removed', isFinal: true, isBlocked: true });
  });

  it.each([
    [502, 'gateway'],
    [504, 'gateway'],
    [500, 'other-program'],
    [429, 'other-program'],
    [511, 'login-page'],
  ])('allows another try after %i', (status, code) => {
    const { message: _message, ...failure } = upgradeResponse(status);
    expect(failure).toEqual({ code, isFinal: false, isBlocked: true });
  });

  it('takes a redirect to another address for the game', () => {
    const { message, ...failure } = upgradeResponse(301, 'http://other.test/v1/socket');
    expect(failure).toEqual({ code: 'moved', isFinal: true });
    expect(message).toMatch(/ ws:\/\/other\.test$/u);
  });
});

describe('lostConnection', () => {
  it('suggests the doctor', () => {
    expect(lostConnection(game)).toEqual({
      code: 'connection-lost',
      message:
        'The connection to quiz.test:7849 was lost. To find out why: npx termquiz doctor quiz.test:7849',
      isFinal: false,
    });
  });
});

describe('silentConnection', () => {
  it('allows another transport', () => {
    expect(silentConnection(game)).toMatchObject({
      code: 'websocket-silent',
      isFinal: false,
      isBlocked: true,
    });
  });
});
