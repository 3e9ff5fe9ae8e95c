import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type HostNames, isForeignHost } from '../../source/server/host-names.ts';
import { TestSocket, request, serveRoom } from '../helpers/sockets.ts';

const [label = ''] = hostname().toLowerCase().split('.');

function isForeign(host: string | undefined, names: HostNames = {}): boolean {
  return isForeignHost(host === undefined ? {} : { host }, names);
}

describe('isForeignHost', () => {
  it.each([
    '127.0.0.1',
    '192.168.1.20:7849',
    '203.0.113.7:80',
    '[::1]:7849',
    '[2001:db8::7]',
    '[fe80::1%eth0]:7849',
    'localhost',
    'LocalHost:7849',
    'quiz.localhost',
    'localhost.',
    '',
    undefined,
  ])('accepts addresses and the loopback host: %s', (host) => {
    expect(isForeign(host)).toBe(false);
  });

  it.each(['', '.local', '.lan', '.home', '.home.arpa', '.internal', '.localdomain', '.LAN:7849', '.local.'])(
    "accepts this machine's name with %j",
    (end) => {
      expect(isForeign(`${label}${end}`)).toBe(false);
    },
  );

  it.each([
    'evil.example',
    'evil.example:7849',
    'evil.local',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    `${label}.evil.example`,
    '192.168.1.20@evil.example',
    '[evil.example]',
    '[::1].evil.example',
    '::1.evil.example',
    'evil.example:7849:7849',
    '0x7f000001',
    'a b',
    ' ',
    ':7849x',
  ])('refuses any other host: %j', (host) => {
    expect(isForeign(host)).toBe(true);
  });

  it('accepts the name of the public URL, whatever its port and scheme', () => {
    for (const publicUrl of ['https://quiz.example.org/a', 'ws://quiz.example.org:8080']) {
      expect(isForeign('Quiz.Example.org', { publicUrl })).toBe(false);
      expect(isForeign('quiz.example.org:7849', { publicUrl })).toBe(false);
      expect(isForeign('example.org', { publicUrl })).toBe(true);
      expect(isForeign('x.quiz.example.org', { publicUrl })).toBe(true);
    }
  });

  it('accepts names that the host allows, and one more label for those with an asterisk', () => {
    const names = { allowedHosts: ['quiz.lan', '*.example.org'] };
    for (const host of ['quiz.lan', 'QUIZ.lan.:7849', 'a.example.org'])
      expect(isForeign(host, names)).toBe(false);
    for (const host of ['example.org', 'a.b.example.org', 'x.quiz.lan'])
      expect(isForeign(host, names)).toBe(true);
  });
});

describe('a server that gets requests for a foreign host name', () => {
  const headers = { Host: 'evil.example:7849', Origin: 'http://evil.example:7849' };

  it.each(['/', '/v1', '/v1/views', '/nothing'])(
    'refuses every request and tells the client what to do: GET %s',
    async (path) => {
      const { port } = await serveRoom();
      const { status, body } = await request(port, path, { headers: { Host: 'evil.example' } });
      expect({ status, body }).toEqual({
        status: 421,
        body: 'This game does not know this host name. Use its IP address, or start it with --allow-host and the name.\n',
      });
    },
  );

  it('refuses to seat the player of a page whose name leads to it', async () => {
    const { port } = await serveRoom();
    const options = { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' } };
    expect((await request(port, '/v1/players', options)).status).toBe(421);
  });

  it('refuses upgrades, with or without Origin', async () => {
    const { url } = await serveRoom();
    await expect(TestSocket.open(url, { headers })).rejects.toThrow('421');
    await expect(TestSocket.open(url, { headers: { Host: 'evil.example' } })).rejects.toThrow('421');
  });

  it('serves the names that it was given', async () => {
    const { port, url } = await serveRoom({ reverseProxy: { allowedHosts: ['quiz.example'] } });
    const own = { Host: 'quiz.example', Origin: 'http://quiz.example' };
    expect((await request(port, '/v1', { headers: own })).status).toBe(200);
    await TestSocket.open(url, { headers: own });
  });
});
