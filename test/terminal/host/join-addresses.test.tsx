import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/text/width.ts';
import { keys } from '../../helpers/keys.ts';
import { sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { hostJoinedBy, joinCommand, lan, vpn } from '../apps.tsx';
import { lobby, open, podium, stage } from '../stages.ts';

const docker = joinCommand('172.17.0.1', 'docker0, containers or virtual machines');

describe('how to join', () => {
  it('shows every address with its network, the best one as in the lobby', async () => {
    const { press, shows, screen } = hostJoinedBy([lan, vpn, docker], stage(lobby()));
    expect(screen()).toContain(lan.command);
    expect(screen()).not.toContain('10.8.0.2');
    expect(screen()).toMatch(/i\W+how to join/u);
    press('i');
    await shows('Other ways to join');
    expect(screen()).toContain(lan.command);
    for (const { command, page, network } of [vpn, docker]) {
      for (const text of [command, page ?? '', network]) expect(screen()).toContain(text);
    }
  });

  it('shows the only address with the QR code of its page during a game, too', async () => {
    const { press, shows, screen } = hostJoinedBy([lan], stage(open()));
    press('i');
    await shows(lan.command);
    expect(screen()).toContain(lan.page);
    expect(screen()).toContain('█▀▀▀▀▀█');
    expect(screen()).not.toContain('ways to join');
  });

  it("says what the command of the host's own package runs, and how it travels", async () => {
    const packageCommand = 'npx http://192.168.1.20:7849/termquiz-0.1.0-3f9a1c.tgz join 192.168.1.20 482913';
    const size = { columns: 120, rows: 40 };
    const { press, shows, screen } = hostJoinedBy([{ ...lan, packageCommand }, vpn], stage(open()), size);
    press('i');
    await shows(packageCommand);
    expect(screen()).toContain("Without the registry: this runs the host's code, unprotected in transit.");
  });

  it('asks the terminal to copy the best command', async () => {
    const { press, shows, written } = hostJoinedBy([lan, vpn], stage(open()));
    press('ic');
    await shows(/c\W+copied, if this terminal allows it/u);
    expect(written()).toContain(`\u001B]52;c;${Buffer.from(lan.command).toString('base64')}\u0007`);
  });

  it.each([
    ['Esc', keys.escape],
    ['Enter', keys.enter],
    ['the same key', 'i'],
  ])('closes with %s, and keeps all other keys from the game', async (_key, close) => {
    const { seat, press, shows } = hostJoinedBy([lan, vpn], stage(lobby()));
    press('i');
    await shows('wg0, VPN');
    press(` klq${close}`);
    await shows('16 questions');
    expect(seat.commands).toEqual([]);
    press(' ');
    await until(() => seat.commands).toEqual([{ type: 'start' }]);
  });

  it('also shows it on the podium, for the next game', async () => {
    const { press, shows } = hostJoinedBy([lan, vpn], stage(podium()));
    press('i');
    await shows(lan.command);
  });

  it('follows the networks as they come and go, and so does the lobby', async () => {
    const offline = joinCommand('127.0.0.1', 'lo, this machine only');
    const { joining, press, shows, screen } = hostJoinedBy([offline], stage(lobby()));
    expect(screen()).toContain(offline.command);
    joining.update({ commands: [lan, vpn] });
    await shows(lan.command);
    expect(screen()).not.toContain('127.0.0.1');
    press('i');
    await shows('wg0, VPN');
    joining.update({ commands: [lan, docker] });
    await shows('docker0');
    expect(screen()).not.toContain('wg0');
  });

  it('opens over a question, for late players', async () => {
    const { press, shows } = hostJoinedBy([lan, vpn], stage(open()));
    press('i');
    await shows('wg0, VPN');
    press('i');
    await shows('Which status switches protocols?');
  });
});

it('the list of addresses shows nine of them in 80 × 24', async () => {
  const nine = Array.from({ length: 9 }, (_, index) =>
    joinCommand(
      `172.${index + 16}.0.1`,
      index === 8 ? 'docker0, containers or virtual machines' : `eth${index}`,
    ),
  );
  const { press, shows, rows, screen } = hostJoinedBy(nine, stage(lobby()), usualSize);
  press('i');
  await shows('Other ways to join');
  for (const { command } of nine) expect(screen()).toContain(command);
  expect(screen()).not.toContain('more');
  expect(rows()).toHaveLength(usualSize.rows);
});

describe.each(sizes)('the list of addresses on $columns × $rows', (size) => {
  const many = Array.from({ length: 60 }, (_, index) =>
    joinCommand(
      `[2001:db8::${index + 1000}:abcd:ef01]:17849`,
      `br-0123456789a${index}, containers or virtual machines`,
    ),
  );

  it('fits, and counts the addresses that do not', async () => {
    const { press, shows, rows, screen } = hostJoinedBy(many, stage(lobby()), size);
    expect(rows().at(-1)).toMatch(/i\W+how to join/u);
    press('i');
    await shows(/(?:All|Other) ways to join/u);
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
    press('i');
    await shows('docker0, containers');
    expect(screen()).toMatch(/^[\n -~]+$/u);
    for (const { command } of [lan, vpn, docker]) expect(screen()).toContain(command);
    expect(screen()).not.toContain('more');
  });
});

it('the lobby names the key that shows how to join beside its other keys', () => {
  const { rows } = hostJoinedBy([lan, vpn], stage(lobby()), usualSize);
  expect(rows().at(-1)).toMatch(/space\W+start\W+i\W+how to join\W+k\W+players\W+l\W+lock/u);
});
