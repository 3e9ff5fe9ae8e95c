import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type OpenGameOptions, openGame, reopenGame } from '../../../source/commands/host/open-game.ts';
import { readTlsIdentity } from '../../../source/commands/host/tls-identity.ts';
import type { GameCreated, GameEvent } from '../../../source/game/events.ts';
import { openSavedGame } from '../../../source/journal/saved-game.ts';
import { certificate } from '../../helpers/certificates.ts';
import { usualSettings } from '../../helpers/games.ts';
import { choiceQuestion, quizOf } from '../../helpers/questions.ts';
import { LOOPBACK, TestSocket, request } from '../../helpers/sockets.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const quiz = quizOf([choiceQuestion()]);

/** A game on a port of this machine, with what was told of it, in order. */
async function opened(options: Partial<OpenGameOptions> = {}, played = quiz) {
  const told: (GameCreated | GameEvent | { type: 'reach' })[] = [];
  const game = await openGame(
    played,
    { port: 0, bind: LOOPBACK, stateDir: temporaryFolder(), ...options },
    { onReach: () => told.push({ type: 'reach' }), onEvent: (event) => told.push(event) },
  );
  if (typeof game === 'string') throw new Error(game);
  onTestFinished(() => game.close());
  return { ...game, told };
}

describe('openGame', () => {
  it('says in a sentence that the port is in use, and what to do', async () => {
    const { reach } = await opened();
    expect(await openGame(quiz, { port: reach.port, bind: LOOPBACK })).toBe(
      `Port ${reach.port} is in use, perhaps by another game. Choose another with --port, or --port 0 for any that is free.`,
    );
  });

  it('says of the port of an interrupted game that no other will do', async () => {
    const { reach } = await opened();
    const past = await openSavedGame(reach.journal ?? '');
    if (typeof past === 'string') throw new Error(past);
    expect(await reopenGame(past, { port: 0, bind: LOOPBACK })).toBe(
      `Port ${reach.port} is in use, perhaps by another game. This game can only go on there: end what uses the port, then try again.`,
    );
  });

  it('says in a sentence that an address is not of this machine', async () => {
    for (const bind of ['192.0.2.1', 'no-such-host.invalid']) {
      expect(await openGame(quiz, { port: 0, bind })).toMatch(
        /^\S+ is not an address of this machine\. Check --bind\./u,
      );
    }
  });

  it('tells how the game can be reached before the first event', async () => {
    const { told, reach } = await opened({ pin: '4711' });
    expect(told.map(({ type }) => type)).toEqual(['reach', 'game-created']);
    expect(reach).toMatchObject({
      port: expect.any(Number),
      pin: '4711',
      addresses: [{ address: LOOPBACK }],
    });
    expect((await request(reach.port, '/v1')).status).toBe(200);
  });

  it('draws a PIN of six digits, another each time, and a seed', async () => {
    const games = await Promise.all([opened(), opened(), opened()]);
    for (const { reach } of games) expect(reach.pin).toMatch(/^\d{6}$/u);
    expect(new Set(games.map(({ reach }) => reach.pin)).size).toBeGreaterThan(1);
    const seeds = games.map(({ told }) =>
      told.flatMap((event) => ('seed' in event ? event.seed : [])).join(''),
    );
    expect(new Set(seeds).size).toBe(3);
  });

  it('plays by what the quiz says, and by the usual where it says nothing', async () => {
    const settings = async (more: Partial<typeof quiz>) => {
      const { told } = await opened({ maxPlayers: 7 }, { ...quiz, ...more });
      return told.flatMap((event) => (event.type === 'game-created' ? event.settings : []));
    };
    expect(await settings({})).toEqual([{ ...usualSettings, maxPlayers: 7 }]);
    const set = { scoring: 'off', streaks: false, shuffle: 'both', time: 0 } as const;
    expect(await settings({ ...set, teams: 2 })).toEqual([
      { ...usualSettings, ...set, teams: ['Red', 'Blue'], maxPlayers: 7 },
    ]);
  });

  it('plays by what the command line says before all else', async () => {
    const said = {
      scoring: 'accuracy',
      shuffle: 'questions',
      time: 60,
      teams: ['a', 'b'],
      lateJoin: false,
    } as const;
    const { told } = await opened(
      { ...said, streaks: false, auto: true, autoAfter: 9, startAt: 3, names: 'generated', seed: 's' },
      { ...quiz, scoring: 'off', shuffle: 'both', time: 5, teams: 3, streaks: true },
    );
    expect(told[1]).toMatchObject({
      seed: 's',
      settings: { ...said, streaks: false, autoAfter: 9, startAt: 3, names: 'generated' },
    });
  });

  it('keeps each game that is played again in a journal of its own', async () => {
    const stateDir = temporaryFolder();
    const { room, close, reach } = await opened({ stateDir });
    room.command({ type: 'end' });
    expect(room.command({ type: 'again' })).toBeNull();
    room.command({ type: 'start' });
    await close();
    const files = readdirSync(join(stateDir, 'games')).filter((name) => name.endsWith('.jsonl'));
    const journals = files.map((name) =>
      readFileSync(join(stateDir, 'games', name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
    const types = journals.map((events) => events.map(({ type }) => type));
    expect(types.toSorted((a, b) => a.length - b.length)).toEqual([
      ['journal', 'game-created', 'question-announced'],
      ['journal', 'game-created', 'podium-shown', 'game-ended'],
    ]);
    expect(journals.map(([, created]) => created.game).toSorted()).toEqual([1, 2]);
    expect(files).toContain(basename(reach.journal ?? ''));
  });

  it('keeps the events in a journal, which is whole once the game is closed', async () => {
    const { close, reach, told } = await opened();
    const client = await TestSocket.open(`ws://${LOOPBACK}:${reach.port}/v1/socket`);
    client.send({ type: 'join', pin: reach.pin, name: 'Ada' });
    await client.next('welcome');
    await close();
    const lines = readFileSync(reach.journal ?? '', 'utf8')
      .trimEnd()
      .split('\n');
    const events = told.filter(({ type }) => type !== 'reach');
    expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual(events);
  });

  it('goes on without a journal where none can be written, and says so', async () => {
    const { messages, reach } = await opened({ stateDir: '/dev/null/nowhere' });
    expect(reach.journal).toBeNull();
    expect(messages.snapshot().warnings.at(-1)).toMatch(/^This game is not being saved: .+ \(.+\)$/u);
  });

  it('frees the port on closing, and tells the players', async () => {
    const { close, reach } = await opened();
    const client = await TestSocket.open(`ws://${LOOPBACK}:${reach.port}/v1/socket`);
    client.send({ type: 'join', pin: reach.pin, name: 'Ada' });
    await client.next('welcome');
    await close();
    expect(await client.closed).toBe(1001);
    const { reach: again } = await opened({ port: reach.port });
    expect(again.port).toBe(reach.port);
  });
});

describe('the reports of a game', () => {
  it('are written when the podium is shown, for their owner alone, and the host is told where', async () => {
    const stateDir = temporaryFolder();
    const { room, messages, reach } = await opened({ stateDir });
    expect(messages.snapshot().report).toBeNull();
    room.command({ type: 'end' });
    await vi.waitFor(() => expect(messages.snapshot().report).not.toBeNull());
    const name = basename(reach.journal ?? '', '.jsonl');
    expect(messages.snapshot().report).toBe(join(stateDir, 'reports', `${name}.md`));
    const folder = join(stateDir, 'reports');
    expect(readdirSync(folder)).toEqual(['csv', 'json', 'md'].map((ending) => `${name}.${ending}`));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))).toMatchObject({ finished: true });
  });

  it('are whole once the game is closed, also right after the podium, and for each game that is played again', async () => {
    const reportDir = join(temporaryFolder(), 'of', 'Friday');
    const { room, messages, close } = await opened({ reportDir });
    room.command({ type: 'end' });
    room.command({ type: 'again' });
    expect(messages.snapshot().report).toBeNull();
    room.command({ type: 'end' });
    await close();
    const reports = readdirSync(reportDir).filter((name) => name.endsWith('.json'));
    const games = reports.map((name) => JSON.parse(readFileSync(join(reportDir, name), 'utf8')));
    expect(games.map(({ game, finished }) => [game, finished]).toSorted()).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(messages.snapshot().report).toMatch(/\.md$/u);
  });

  it('are written again by a host that comes back to the podium, and once a player is removed from it', async () => {
    const stateDir = temporaryFolder();
    const { room, close, reach } = await opened({ stateDir });
    const client = await TestSocket.open(`ws://${LOOPBACK}:${reach.port}/v1/socket`);
    client.send({ type: 'join', pin: reach.pin, name: 'Mallory' });
    await client.next('welcome');
    for (const type of ['start', 'next', 'close', 'end'] as const) expect(room.command({ type })).toBeNull();
    await close();
    const reportDir = temporaryFolder();
    const past = await openSavedGame(reach.journal ?? '');
    const again =
      typeof past === 'string' ? past : await reopenGame(past, { port: 0, bind: LOOPBACK, reportDir });
    if (typeof again === 'string') throw new Error(again);
    onTestFinished(() => again.close());
    const players = () => {
      const { report } = again.messages.snapshot();
      return report && JSON.parse(readFileSync(report.replace(/md$/u, 'json'), 'utf8')).players.length;
    };
    await vi.waitFor(() => expect(players()).toBe(1));
    expect(again.room.command({ type: 'kick', name: 'Mallory' })).toBeNull();
    await vi.waitFor(() => expect(players()).toBe(0));
  });

  it('that cannot be written are a warning, and the game goes on', async () => {
    const { room, messages } = await opened({ reportDir: '/dev/null/nowhere' });
    room.command({ type: 'end' });
    await vi.waitFor(() => {
      expect(messages.snapshot().warnings.at(-1)).toMatch(
        /^The report could not be written \(.+\)\. Use the command "report" /u,
      );
    });
    expect(messages.snapshot().report).toBeNull();
    expect(room.command({ type: 'again' })).toBeNull();
  });

  it('are none of a game without a journal, which is said', async () => {
    const { room, messages } = await opened({ stateDir: '/dev/null/nowhere' });
    room.command({ type: 'end' });
    await vi.waitFor(() => {
      expect(messages.snapshot().warnings).toEqual([
        expect.stringMatching(/^This game is not being saved: /u),
        'There is no report, because this game could not be saved.',
      ]);
    });
  });
});

describe('how a game is served', () => {
  async function identity() {
    const { certFile, keyFile } = certificate('server');
    const tls = await readTlsIdentity(certFile, keyFile, Date.now());
    if (typeof tls === 'string') throw new Error(tls);
    return tls;
  }

  it('is remembered in its journal, files and not what is in them', async () => {
    const tls = await identity();
    const told = {
      publicUrl: 'https://example.org/quiz',
      trustProxy: true,
      discovery: false,
      durable: true,
      reportDir: join(temporaryFolder(), 'of  Friday'),
    };
    const { reach } = await opened({ tls, ...told });
    const kept = await openSavedGame(reach.journal ?? '');
    expect(typeof kept === 'object' && kept.header.serving).toEqual({
      bind: LOOPBACK,
      tlsCert: tls.certFile,
      tlsKey: tls.keyFile,
      ...told,
    });
    expect(readFileSync(reach.journal ?? '', 'utf8')).not.toContain('PRIVATE KEY');
    expect(reach).toMatchObject({
      isTls: true,
      addresses: [{ address: LOOPBACK }, { address: 'localhost' }],
    });
  });

  it('is by the names of the certificate where an address is not in it', async () => {
    const { reach } = await opened({ tls: await identity(), bind: '127.0.0.2' });
    expect(reach.addresses).toMatchObject([{ address: 'localhost' }]);
  });

  it.each([
    ['::', ['127.0.0.1', '[::1]']],
    [undefined, ['127.0.0.1', '[::1]']],
    ['::1', ['[::1]']],
    ['0.0.0.0', ['127.0.0.1']],
  ])('answers on %s over IPv4 and IPv6 alike', async (bind, hosts) => {
    const { reach } = await opened({ bind });
    for (const host of hosts) {
      const client = await TestSocket.open(`ws://${host}:${reach.port}/v1/socket`);
      client.send({ type: 'join', pin: reach.pin, name: host });
      await client.next('welcome');
    }
  });
});
