import { describe, expect, it } from 'vitest';
import type { ListedGame } from '../../../source/terminal/player/joining/join-state.ts';
import { PlayerApp, type PlayerOutcome } from '../../../source/terminal/player/player-app.tsx';
import { widthOf } from '../../../source/text/width.ts';
import { keys } from '../../helpers/keys.ts';
import { type Drawn, draw, sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { FakePlayerSeat } from '../seats.ts';

const { enter, down, up, escape } = keys;
const git = { title: 'Git', address: '192.168.1.20' };
const web = { title: 'HTTP and WebSockets', address: '192.168.1.7:8080' };
const failure = { type: 'failure', message: 'Nothing answers at 192.168.1.20.' } as const;

describe('the list of games', () => {
  it('shows the games on the network as they are found', async () => {
    const { games, shows, screen } = find([]);
    await shows('Looking for games…');
    expect(screen()).toContain("Or type an address: it's on the host's screen.");
    games.set([git]);
    await shows('› Git – 192.168.1.20');
    games.set([git, web]);
    await shows('  HTTP and WebSockets – 192.168.1.7:8080');
    expect(screen()).toContain('› Git – 192.168.1.20');
    games.set([web]);
    await shows('› HTTP and WebSockets – 192.168.1.7:8080');
    expect(screen()).not.toContain('Git');
  });

  it('says so if it stays empty, and keeps looking', async () => {
    const { games, shows } = find([]);
    await shows('Nothing found yet.');
    games.set([git]);
    await shows('› Git – 192.168.1.20');
  });

  it('joins the selected game after asking for its PIN and a name', async () => {
    const { seats, addresses, press, shows } = find([git, web]);
    press(`${down}${enter}`);
    await shows('PIN');
    press(`482913${enter}`);
    await until(() => seats[0]?.joins).toEqual([{ pin: '482913' }]);
    seats[0]?.reject('bad-name');
    await shows('Your name');
    press(`Ada${enter}`);
    await until(() => seats[0]?.joins.at(-1)).toEqual({ pin: '482913', name: 'Ada' });
    expect(addresses).toEqual(['192.168.1.7:8080']);
  });

  it('joins no game on its own, and none while it is empty', async () => {
    const { games, addresses, press, shows, screen } = find([]);
    press(`${enter}${down}${enter}x`);
    await shows('Game address');
    games.set([git]);
    press(keys.backspace);
    await shows('› Git');
    expect(screen()).not.toContain('PIN');
    expect(addresses).toEqual([]);
  });

  it('keeps the same game selected while the list changes', async () => {
    const { games, press, shows } = find([git, web]);
    press(down);
    await shows('› HTTP and WebSockets');
    games.set([web, { title: 'Another', address: '10.0.0.1' }]);
    await shows('› HTTP and WebSockets');
    press(down);
    await shows('› Another');
    press(up);
    await shows('› HTTP and WebSockets');
    games.set([git]);
    await shows('› Git');
  });

  it('gives way to an address while it is typed, and comes back when it is deleted', async () => {
    const { addresses, press, shows, screen } = find([git]);
    press('1');
    await shows('Game address');
    expect(screen()).not.toContain('Git');
    press(keys.backspace);
    await shows('› Git');
    press('10.9');
    await shows('10.9');
    press(escape);
    await shows('› Git');
    press(`10.0.0.7${enter}`);
    await shows('PIN');
    expect(addresses).toEqual(['10.0.0.7']);
  });

  it('is left with Esc', async () => {
    const { outcomes, press, shows, rows } = find([git]);
    await shows('› Git');
    expect(rows().at(-1)).toMatch(/Esc\W+leave/u);
    press(escape);
    await until(() => outcomes).toEqual([{ type: 'left' }]);
  });

  it('accepts a pasted address', async () => {
    const { addresses, press, shows } = find([git]);
    press(keys.paste('wss://quiz.example.org'));
    await shows('wss://quiz.example.org');
    press(enter);
    await until(() => addresses).toEqual(['wss://quiz.example.org']);
  });

  it('comes back with Esc, unless an address was typed', async () => {
    const { press, shows } = find([git, web]);
    press(enter);
    await shows('PIN');
    press(escape);
    await shows('› Git');
    press(`10.0.0.7${enter}`);
    await shows('PIN');
    press(escape);
    await shows('10.0.0.7');
  });

  it('closes at once with Ctrl+C', async () => {
    const { outcomes, press } = find([git]);
    press(keys.ctrlC);
    await until(() => outcomes).toEqual([{ type: 'interrupted' }]);
  });
});

describe('a chosen game that is gone', () => {
  it('is reported above the games that are left', async () => {
    const { seats, games, addresses, press, shows } = find([git, web]);
    press(`${enter}482913${enter}`);
    await shows('Connecting');
    games.set([web]);
    seats[0]?.update({ connection: 'closed', end: failure });
    await shows(failure.message);
    await shows('› HTTP and WebSockets');
    press(enter);
    await shows('PIN');
    expect(seats[1]?.joins).toEqual([]);
    press(`111111${enter}`);
    await until(() => seats[1]?.joins).toEqual([{ pin: '111111' }]);
    expect(addresses).toEqual(['192.168.1.20', '192.168.1.7:8080']);
  });

  it('is joined with the same PIN once it is back', async () => {
    const { seats, press, shows } = find([git]);
    press(`${enter}482913${enter}`);
    await shows('Connecting');
    seats[0]?.update({ connection: 'closed', end: failure });
    await shows('› Git');
    press(enter);
    await until(() => seats[1]?.joins).toEqual([{ pin: '482913' }]);
  });
});

describe('the search for games', () => {
  it('runs only while the list is on the screen', async () => {
    const { games, press, shows } = find([git]);
    await until(() => games.watchers).toBe(1);
    press(enter);
    await shows('PIN');
    await until(() => games.watchers).toBe(0);
    press(escape);
    await until(() => games.watchers).toBe(1);
    press('x');
    await until(() => games.watchers).toBe(0);
  });

  it('does not run if an address is known, until that fails', async () => {
    const { seats, games, press, shows } = find([git], { address: '10.0.0.7', pin: '482913', name: 'Ada' });
    await shows('Connecting');
    expect(games.watchers).toBe(0);
    seats[0]?.update({ connection: 'closed', end: failure });
    await shows('10.0.0.7');
    press(escape);
    await shows('› Git');
  });
});

describe.each(sizes)('the list of games on $columns × $rows', (size) => {
  const many = Array.from({ length: 40 }, (_, index) => ({
    title: `Game ${index} ${'of a long title '.repeat(index % 5)}`,
    address: `192.168.100.${100 + index}:17849`,
  }));

  it('fits, with the selected game and its address visible', async () => {
    const app = find(many, undefined, size);
    await app.shows('› Game 0');
    app.press(down.repeat(29));
    await app.shows(/› Game 29.*192\.168\.100\.129:17849/u);
    expectFitting(app, size);
  });

  it('fits below an error', async () => {
    const app = find(many, undefined, size);
    app.press(`${down}${enter}482913${enter}`);
    await app.shows('Connecting');
    app.seats[0]?.update({ connection: 'closed', end: { ...failure, message: 'word '.repeat(40) } });
    await app.shows(/› Game 1.*192\.168\.100\.101:17849/u);
    expect(app.screen()).toContain('Or type an address');
    expectFitting(app, size);
  });

  it('draws only ASCII if asked to', async () => {
    const app = find(many, undefined, size, true);
    await app.shows('> Game 0');
    expect(app.screen()).toMatch(/^[\n -~]+$/u);
    const empty = find([], undefined, size, true);
    await empty.shows('Looking for games...');
    expect(empty.screen()).toMatch(/^[\n -~]+$/u);
  });
});

function expectFitting({ rows, screen }: Drawn, size: { readonly columns: number; readonly rows: number }) {
  expect(rows()).toHaveLength(size.rows);
  for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
  expect(screen()).toMatch(/Esc\W+leave/u);
}

class FakeGameList {
  #games: readonly ListedGame[];
  readonly #listeners = new Set<() => void>();

  constructor(games: readonly ListedGame[]) {
    this.#games = games;
  }

  get watchers(): number {
    return this.#listeners.size;
  }

  set(games: readonly ListedGame[]): void {
    this.#games = games;
    for (const listener of this.#listeners) listener();
  }

  snapshot(): readonly ListedGame[] {
    return this.#games;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const nothing = { address: undefined, pin: undefined, name: undefined };

function find(
  found: readonly ListedGame[],
  fields: { [field in keyof typeof nothing]: string | undefined } = nothing,
  size = usualSize,
  ascii = false,
) {
  const games = new FakeGameList(found);
  const seats: FakePlayerSeat[] = [];
  const addresses: string[] = [];
  const outcomes: PlayerOutcome[] = [];
  const connect = (address: string) => {
    addresses.push(address);
    const seat = new FakePlayerSeat();
    seats.push(seat);
    return seat;
  };
  const finish = (outcome: PlayerOutcome) => outcomes.push(outcome);
  const app = <PlayerApp {...{ fields, connect, games, finish }} nameSeed="seed" />;
  return { games, seats, addresses, outcomes, ...draw(app, size, { ascii, colorDepth: 24 }) };
}
