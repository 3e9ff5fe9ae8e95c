import { describe, expect, it } from 'vitest';
import { type Interfaces, sortAddresses } from '../../../source/network/addresses/lan-addresses.ts';
import { examineHost } from '../../../source/network/doctor/examine-host.ts';
import { certificate } from '../../helpers/certificates.ts';
import { httpServer } from '../../helpers/fake-servers.ts';
import { freePort } from '../../helpers/listening.ts';
import { LOOPBACK, serveRoom } from '../../helpers/sockets.ts';

function ipv4(address: string, internal = false) {
  return { address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '', cidr: null } as const;
}

function ipv6(address: string) {
  return { address, internal: false, family: 'IPv6', netmask: '', mac: '', cidr: null, scopeid: 0 } as const;
}

const interfaces: Interfaces = {
  lo: [ipv4('127.0.0.1', true)],
  wlan0: [ipv6('fe80::1'), ipv6('fd00::20'), ipv4('192.168.1.20')],
  docker0: [ipv4('172.17.0.1')],
};

async function portStep(port: number, bind: string | undefined) {
  return (await examineHost({ port, bind }))[0];
}

describe('the port of a host', () => {
  it('is free, and stays so', async () => {
    const port = await freePort();
    for (let time = 0; time < 2; time++) {
      expect(await portStep(port, LOOPBACK)).toMatchObject({
        ok: true,
        summary: `${port} is free on 127.0.0.1`,
      });
    }
    expect(await portStep(port, undefined)).toMatchObject({
      ok: true,
      summary: `${port} is free on all interfaces`,
    });
  });

  it('has a game on it already', async () => {
    const { port } = await serveRoom();
    expect(await portStep(port, LOOPBACK)).toMatchObject({
      ok: true,
      summary: `a termquiz is hosted on ${port} already, phase lobby`,
      data: { version: expect.any(String), phase: 'lobby' },
    });
  });

  it.each(['server', 'self-signed', 'other-name'] as const)(
    'has a game on it that is served with TLS, by the certificate %s',
    async (name) => {
      const { port } = await serveRoom({ tls: certificate(name) });
      expect(await portStep(port, LOOPBACK)).toMatchObject({
        ok: true,
        summary: `a termquiz is hosted on ${port} already, phase lobby`,
      });
    },
  );

  it('has another program on it that sends us on to TLS', async () => {
    const port = await httpServer((_request, response) =>
      response.writeHead(307, { Location: 'https://127.0.0.1/' }).end(),
    );
    expect(await portStep(port, LOOPBACK)).toMatchObject({
      ok: false,
      diagnosis: { meaning: `Another program has port ${port}.` },
    });
  });

  it('has another program on it', async () => {
    const port = await httpServer((_request, response) => response.end('Hello'));
    expect(await portStep(port, LOOPBACK)).toMatchObject({
      ok: false,
      summary: `${port}: EADDRINUSE`,
      diagnosis: { meaning: `Another program has port ${port}.`, advice: expect.stringMatching(/--port/u) },
    });
  });

  it.each([
    ['wlan0', 'Use its address: --bind 192.168.1.20. Without --bind a game is on all interfaces.'],
    ['tun0', 'Use its address: --bind fd00::8. Without --bind a game is on all interfaces.'],
  ])('is not of an interface by its name %s, which is not looked up', async (bind, advice) => {
    const found = { ...interfaces, tun0: [ipv6('fd00::8')] };
    const networks = { lanAddresses: async () => [], readInterfaces: () => found };
    expect(await examineHost({ port: 0, bind }, undefined, networks)).toMatchObject([
      {
        name: 'port',
        ok: false,
        diagnosis: { meaning: `${bind} is not an address, but a network interface.`, advice },
      },
    ]);
  });

  it('is of no address of this machine: then none is listed', async () => {
    expect(await examineHost({ port: 0, bind: '203.0.113.1' })).toHaveLength(1);
    expect(await portStep(0, '203.0.113.1')).toMatchObject({
      ok: false,
      diagnosis: { meaning: '203.0.113.1 is not an address of this machine.' },
    });
  });
});

describe('the steps of a host', () => {
  it('are told of one by one, each before the next is taken', async () => {
    const told: string[] = [];
    const networks = {
      lanAddresses: async () => {
        told.push('looks for addresses');
        return [];
      },
      readInterfaces: () => interfaces,
    };
    await examineHost({ port: 0, bind: undefined }, ({ name }) => told.push(name), networks);
    expect(told).toEqual(['port', 'looks for addresses', 'addresses']);
  });
});

describe('the addresses of a host', () => {
  async function addresses(bind: string | undefined, found = interfaces) {
    const networks = { lanAddresses: async () => sortAddresses(found), readInterfaces: () => found };
    return (await examineHost({ port: 0, bind }, undefined, networks))[1];
  }

  it.each([undefined, '0.0.0.0', '::'])(
    'are all but those of this machine alone, with --bind %s',
    async (bind) => {
      const step = await addresses(bind);
      expect(step).toMatchObject({ ok: true, summary: 'others on the same network can join' });
      expect(step?.details).toEqual([
        '192.168.1.20 (wlan0)',
        'fd00::20 (wlan0)',
        '172.17.0.1 (docker0, containers or virtual machines)',
      ]);
      expect(step?.data?.['addresses']).toContainEqual({
        address: '192.168.1.20',
        interface: 'wlan0',
        kind: 'lan',
      });
    },
  );

  it('are just the one that is bound', async () => {
    expect(await addresses(LOOPBACK)).toMatchObject({
      ok: true,
      summary: 'this machine alone can join',
      details: ['127.0.0.1 (lo)'],
    });
  });

  it('are none without a network', async () => {
    expect(await addresses(undefined, { lo: [ipv4('127.0.0.1', true)] })).toMatchObject({
      ok: false,
      diagnosis: { meaning: expect.stringMatching(/^Nobody else can reach a game on this machine/u) },
    });
  });
});
