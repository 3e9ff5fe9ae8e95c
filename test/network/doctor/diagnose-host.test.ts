import { describe, expect, it } from 'vitest';
import { type Interfaces, sortAddresses } from '../../../source/network/addresses/lan-addresses.ts';
import { diagnoseHost } from '../../../source/network/doctor/diagnose-host.ts';
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
  return (await diagnoseHost({ port, bind }))[0];
}

describe('the port step of diagnoseHost', () => {
  it('finds a free port, and leaves it free', async () => {
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

  it('finds a game on the port', async () => {
    const { port } = await serveRoom();
    expect(await portStep(port, LOOPBACK)).toMatchObject({
      ok: true,
      summary: `a termquiz game is already on ${port}, phase lobby`,
      data: { version: expect.any(String), phase: 'lobby' },
    });
  });

  it.each(['server', 'self-signed', 'other-name'] as const)(
    'finds a game that is served with TLS, with the certificate "%s"',
    async (name) => {
      const { port } = await serveRoom({ tls: certificate(name) });
      expect(await portStep(port, LOOPBACK)).toMatchObject({
        ok: true,
        summary: `a termquiz game is already on ${port}, phase lobby`,
      });
    },
  );

  it('finds another program that redirects to TLS', async () => {
    const port = await httpServer((_request, response) =>
      response.writeHead(307, { Location: 'https://127.0.0.1/' }).end(),
    );
    expect(await portStep(port, LOOPBACK)).toMatchObject({
      ok: false,
      fault: { code: 'port-in-use' },
    });
  });

  it('finds another program on the port', async () => {
    const port = await httpServer((_request, response) => response.end('Hello'));
    expect(await portStep(port, LOOPBACK)).toMatchObject({
      ok: false,
      summary: `${port}: EADDRINUSE`,
      fault: { code: 'port-in-use', meaning: expect.stringContaining(`Port ${port}`) },
    });
  });

  it.each([
    ['wlan0', '--bind 192.168.1.20.'],
    ['tun0', '--bind fd00::8.'],
  ])('recognises the name of an interface, %s, without looking it up', async (bind, advice) => {
    const found = { ...interfaces, tun0: [ipv6('fd00::8')] };
    const networks = { lanAddresses: async () => [], readInterfaces: () => found };
    expect(await diagnoseHost({ port: 0, bind }, undefined, networks)).toMatchObject([
      {
        name: 'port',
        ok: false,
        fault: {
          code: 'interface-name',
          meaning: expect.stringContaining(bind),
          advice: expect.stringContaining(advice),
        },
      },
    ]);
  });

  it('recognises an address of another machine, and lists no addresses then', async () => {
    expect(await diagnoseHost({ port: 0, bind: '203.0.113.1' })).toHaveLength(1);
    expect(await portStep(0, '203.0.113.1')).toMatchObject({
      ok: false,
      fault: { code: 'not-own-address', meaning: expect.stringContaining('203.0.113.1') },
    });
  });
});

describe('diagnoseHost', () => {
  it('reports each step before it takes the next', async () => {
    const reported: string[] = [];
    const networks = {
      lanAddresses: async () => {
        reported.push('looks for addresses');
        return [];
      },
      readInterfaces: () => interfaces,
    };
    await diagnoseHost({ port: 0, bind: undefined }, ({ name }) => reported.push(name), networks);
    expect(reported).toEqual(['port', 'looks for addresses', 'addresses']);
  });
});

describe('the addresses step of diagnoseHost', () => {
  async function addresses(bind: string | undefined, found = interfaces) {
    const networks = { lanAddresses: async () => sortAddresses(found), readInterfaces: () => found };
    return (await diagnoseHost({ port: 0, bind }, undefined, networks))[1];
  }

  it.each([undefined, '0.0.0.0', '::'])('lists all addresses but loopback, with --bind %s', async (bind) => {
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
  });

  it('lists only the address in --bind', async () => {
    expect(await addresses(LOOPBACK)).toMatchObject({
      ok: true,
      summary: 'only this machine can join',
      details: ['127.0.0.1 (lo)'],
    });
  });

  it('recognises that there is no network', async () => {
    expect(await addresses(undefined, { lo: [ipv4('127.0.0.1', true)] })).toMatchObject({
      ok: false,
      fault: { code: 'no-network' },
    });
  });
});
