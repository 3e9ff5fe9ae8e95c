import { describe, expect, it } from 'vitest';
import type { JoinCommand } from '../../../source/terminal/stage/join-info.ts';
import { widthOf } from '../../../source/text/width.ts';
import { keys } from '../../helpers/keys.ts';
import { sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { hostJoinedBy, lan, vpn } from '../apps.tsx';
import { lobby, open, podium, stage } from '../stages.ts';

const docker = {
  command: 'npx termquiz join 172.17.0.1 482913',
  network: 'docker0, containers or virtual machines',
};

describe('the list of addresses', () => {
  it('shows every address and its network; the lobby shows the best one', async () => {
    const { press, shows, screen } = hostJoinedBy([lan, vpn, docker], stage(lobby()));
    expect(screen()).toContain(lan.command);
    expect(screen()).not.toContain('10.8.0.2');
    expect(screen()).toMatch(/a\W+addresses/u);
    press('a');
    await shows('PIN 482913');
    for (const { command, network } of [lan, vpn, docker]) {
      expect(screen()).toMatch(new RegExp(`${command}\\s+${network}`, 'u'));
    }
    expect(screen()).not.toContain('Waiting for players');
  });

  it.each([
    ['Esc', keys.escape],
    ['Enter', keys.enter],
    ['the same key', 'a'],
  ])('closes with %s, and keeps all other keys from the game', async (_key, close) => {
    const { seat, press, shows } = hostJoinedBy([lan, vpn], stage(lobby()));
    press('a');
    await shows('wg0, VPN');
    press(` klq${close}`);
    await shows('Join from a terminal');
    expect(seat.commands).toEqual([]);
    press(' ');
    await until(() => seat.commands).toEqual([{ type: 'start' }]);
  });

  it('has no key if there is one address, or nobody can join', async () => {
    const one = hostJoinedBy([lan], stage(lobby()));
    expect(one.screen()).not.toContain('addresses');
    one.press('ak');
    await one.shows('Type to search');
    const over = hostJoinedBy([lan, vpn], stage(podium()));
    expect(over.screen()).not.toContain('addresses');
  });

  it('follows the networks as they come and go, and so does the lobby', async () => {
    const offline = { command: 'npx termquiz join 127.0.0.1 482913', network: 'lo, this machine only' };
    const { joining, press, shows, screen } = hostJoinedBy([offline], stage(lobby()));
    expect(screen()).toContain(offline.command);
    joining.update({ commands: [lan, vpn] });
    await shows(lan.command);
    expect(screen()).not.toContain('127.0.0.1');
    press('a');
    await shows('wg0, VPN');
    joining.update({ commands: [lan, docker] });
    await shows('docker0');
    expect(screen()).not.toContain('wg0');
  });

  it('opens over a question, for late players', async () => {
    const { press, shows } = hostJoinedBy([lan, vpn], stage(open()));
    press('a');
    await shows('wg0, VPN');
    press('a');
    await shows('Which status switches protocols?');
  });
});

it('the list of addresses shows nine of them in 80 × 24', async () => {
  const nine = Array.from({ length: 9 }, (_, index) => ({
    command: `npx termquiz join 172.${index + 16}.0.1 482913`,
    network: index === 8 ? 'docker0, containers or virtual machines' : `eth${index}`,
  }));
  const { press, shows, rows, screen } = hostJoinedBy(nine, stage(lobby()), usualSize);
  press('a');
  await shows('All ways to join');
  for (const { command } of nine) expect(screen()).toContain(command);
  expect(screen()).not.toContain('more');
  expect(rows()).toHaveLength(usualSize.rows);
});

describe.each(sizes)('the list of addresses on $columns × $rows', (size) => {
  const many: JoinCommand[] = Array.from({ length: 60 }, (_, index) => ({
    command: `npx termquiz join [2001:db8::${index + 1000}:abcd:ef01]:17849 482913`,
    network: `br-0123456789a${index}, containers or virtual machines`,
  }));

  it('fits, and counts the addresses that do not', async () => {
    const { press, shows, rows, screen } = hostJoinedBy(many, stage(lobby()), size);
    expect(rows().at(-1)).toMatch(/a\W+addresses/u);
    press('a');
    await shows('All ways to join');
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    const shown = screen().match(/\[2001:db8::\d+:abcd:ef01\]:17849/gu) ?? [];
    expect(shown.length).toBeGreaterThanOrEqual(2);
    expect(screen()).toContain(`and ${many.length - shown.length} more`);
    expect(rows().at(-1)).toMatch(/Esc\W+back/u);
  });

  it('shows all of a few addresses, in ASCII too', async () => {
    const { press, shows, screen } = hostJoinedBy([lan, vpn, docker], stage(lobby()), size, {
      ascii: true,
      colorDepth: 1,
    });
    press('a');
    await shows('docker0, containers');
    expect(screen()).toMatch(/^[\n -~]+$/u);
    for (const { command } of [lan, vpn, docker]) expect(screen()).toContain(command);
    expect(screen()).not.toContain('more');
  });
});

it('the lobby names the key of the list of addresses beside its other keys', () => {
  const { rows } = hostJoinedBy([lan, vpn], stage(lobby()), usualSize);
  expect(rows().at(-1)).toMatch(/space\W+start\W+a\W+addresses\W+k\W+players\W+l\W+lock\W+q\W+quit/u);
});
