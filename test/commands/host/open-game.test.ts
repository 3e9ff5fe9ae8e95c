import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GameLocation } from '../../../source/commands/host/game-location.ts';
import { type OpenGameOptions, openGame, reopenGame } from '../../../source/commands/host/open-game.ts';
import { readTlsIdentity } from '../../../source/commands/host/tls-identity.ts';
import type { GameCreated, GameEvent } from '../../../source/game/events.ts';
import { isJournalInUse } from '../../../source/journal/lock.ts';
import { openSavedGame } from '../../../source/journal/saved-game.ts';
import { certificate } from '../../helpers/certificates.ts';
import { usualSettings } from '../../helpers/games.ts';
import { choiceQuestion, quizOf } from '../../helpers/questions.ts';
import { LOOPBACK, TestSocket, request } from '../../helpers/sockets.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { until } from '../../helpers/until.ts';

const quiz = quizOf([choiceQuestion()]);

/** A game on a port of this machine, with everything its observer was told, in order. */
async function opened(options: Partial<OpenGameOptions> = {}, played = quiz) {
  const told: (GameCreated | GameEvent | { type: 'open' })[] = [];
  const game = await openGame(
    played,
    { port: 0, bind: LOOPBACK, stateDir: temporaryFolder(), ...options },
    {
      onOpen: () => told.push({ type: 'open' }),
      onSaved: (events) => told.push(...events.map(({ event }) => event)),
    },
  );
  if (typeof game === 'string') throw new Error(game);
  onTestFinished(() => game.close());
  return { ...game, told };
}

describe('openGame', () => {
  it('serves no page and shows no URL of it if the page is turned off', async () => {
    const { location, joining } = await opened({ web: false });
    const { headers } = await request(location.port, '/', { headers: { Accept: 'text/html' } });
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(joining.snapshot().commands.map(({ page }) => page)).toEqual([null]);
  });

  it('says that the port is in use, and what to do', async () => {
    const { location } = await opened();
    expect(await openGame(quiz, { port: location.port, bind: LOOPBACK })).toBe(
      `Port ${location.port} is in use, perhaps by another game. Pass --port 0 to pick a free one.`,
    );
  });

  it('says that players look for an interrupted game on its old port', async () => {
    const { location, journal } = await opened();
    const past = await openSavedGame(journal ?? '');
    if (typeof past === 'string') throw new Error(past);
    expect(await reopenGame(past, { port: location.port, bind: LOOPBACK })).toBe(
      `Port ${location.port} is in use, perhaps by another game. Players look for the game there. Stop the other program and try again.`,
    );
  });

  it('closes the port and frees the journal if anything fails after they were opened', async () => {
    let location: GameLocation | undefined;
    let journal: string | null = null;
    const onOpen = (where: GameLocation, file: string | null) => {
      [location, journal] = [where, file];
      throw new Error('out of order');
    };
    const stateDir = temporaryFolder();
    const observer = { onOpen, onSaved: () => undefined };
    await expect(openGame(quiz, { port: 0, bind: LOOPBACK, stateDir }, observer)).rejects.toThrow(
      'out of order',
    );
    expect(isJournalInUse(journal ?? '')).toBe(false);
    await expect(request(location?.port ?? 0, '/v1')).rejects.toThrow('ECONNREFUSED');
  });

  it('says that an address does not belong to this machine', async () => {
    for (const bind of ['192.0.2.1', 'no-such-host.invalid']) {
      expect(await openGame(quiz, { port: 0, bind })).toMatch(
        /^\S+ is not an address of this machine\. Check --bind\./u,
      );
    }
  });

  it('tells its observer where the game is before the first event', async () => {
    const { told, location } = await opened({ pin: '4711' });
    expect(told.map(({ type }) => type)).toEqual(['open', 'game-created']);
    expect(location).toMatchObject({
      port: expect.any(Number),
      pin: '4711',
      addresses: [{ address: LOOPBACK }],
    });
    expect((await request(location.port, '/v1')).status).toBe(200);
  });

  it('picks another random PIN of six digits and another seed each time', async () => {
    const games = await Promise.all([opened(), opened(), opened()]);
    for (const { location } of games) expect(location.pin).toMatch(/^\d{6}$/u);
    expect(new Set(games.map(({ location }) => location.pin)).size).toBeGreaterThan(1);
    const seeds = games.map(({ told }) =>
      told.flatMap((event) => ('seed' in event ? event.seed : [])).join(''),
    );
    expect(new Set(seeds).size).toBe(3);
  });

  it('gives each room another id, even with the same PIN, seed and quiz', async () => {
    const same = { pin: '482913', seed: 'seed' };
    const rooms = await Promise.all([opened(same), opened(same)]);
    const [first, second] = rooms.map(({ room }) => room.id);
    expect(first).toMatch(/^[\w-]{10}$/u);
    expect(second).not.toBe(first);
  });

  it('picks a PIN of eight digits if the game has a public URL', async () => {
    const { location } = await opened({ publicUrl: 'https://quiz.example.org' });
    expect(location.pin).toMatch(/^\d{8}$/u);
  });

  it('shows a new PIN everywhere, and keeps it for the next game and after an interruption', async () => {
    const stateDir = temporaryFolder();
    const { room, joining, close, told, location } = await opened({ stateDir });
    room.command({ type: 'new-pin' });
    const { pin } = room;
    expect(joining.snapshot()).toMatchObject({
      pin,
      commands: [{ command: `npx termquiz join ${LOOPBACK}:${location.port} ${pin}` }],
    });
    await until(() => told.some((event) => event.type === 'pin-changed')).toBe(true);
    room.command({ type: 'end' });
    room.command({ type: 'again' });
    await close();
    const games = readdirSync(join(stateDir, 'games')).filter((name) => name.endsWith('.jsonl'));
    for (const name of games) {
      const past = await openSavedGame(join(stateDir, 'games', name));
      if (typeof past === 'string') throw new Error(past);
      const resumed = await reopenGame(past, { port: 0, bind: LOOPBACK });
      if (typeof resumed === 'string') throw new Error(resumed);
      expect(resumed.room.pin).toBe(pin);
      expect(resumed.joining.snapshot().pin).toBe(pin);
      await resumed.close();
    }
  });

  it('saves another quiz with the same players in a journal of its own, which can be resumed', async () => {
    const stateDir = temporaryFolder();
    const { room, close } = await opened({ stateDir });
    room.command({ type: 'end' });
    room.command({ type: 'again', quiz: { ...quiz, title: 'Another quiz' } });
    await close();
    const name = readdirSync(join(stateDir, 'games')).find((each) => /another-quiz.*\.jsonl$/u.test(each));
    const past = await openSavedGame(join(stateDir, 'games', name ?? ''));
    if (typeof past === 'string') throw new Error(past);
    expect(past.created.room).toBe(room.id);
    const resumed = await reopenGame(past, { port: 0, bind: LOOPBACK });
    if (typeof resumed === 'string') throw new Error(resumed);
    onTestFinished(() => resumed.close());
    expect(resumed.room.snapshot().stage).toMatchObject({ game: 2, title: 'Another quiz', phase: 'lobby' });
  });

  it('uses the settings of the quiz, and the defaults for the rest', async () => {
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

  it('prefers the settings of the command line', async () => {
    const said = {
      scoring: 'accuracy',
      timing: 'strict',
      shuffle: 'questions',
      time: 60,
      teams: ['a', 'b'],
      lateJoin: false,
      autoSubmit: true,
      timeFactor: 1,
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

  it('saves a game that is played again in a journal of its own', async () => {
    const stateDir = temporaryFolder();
    const { room, close, journal } = await opened({ stateDir });
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
    expect(files).toContain(basename(journal ?? ''));
  });

  it('has saved all events in the journal once the game is closed', async () => {
    const { close, location, journal, told } = await opened();
    const client = await TestSocket.open(`ws://${LOOPBACK}:${location.port}/v1/socket`);
    client.send({ type: 'join', pin: location.pin, name: 'Ada' });
    await client.next('welcome');
    await close();
    const lines = readFileSync(journal ?? '', 'utf8')
      .trimEnd()
      .split('\n');
    const events = told.filter(({ type }) => type !== 'open');
    expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual(events);
  });

  it('continues without a journal if none can be written, with a warning', async () => {
    const { messages, journal } = await opened({ stateDir: '/dev/null/nowhere' });
    expect(journal).toBeNull();
    expect(messages.snapshot().warnings.at(-1)).toMatch(/^This game is not being saved: .+ \(.+\)$/u);
  });

  it('frees the port and says goodbye to the players when it is closed', async () => {
    const { close, location } = await opened();
    const client = await TestSocket.open(`ws://${LOOPBACK}:${location.port}/v1/socket`);
    client.send({ type: 'join', pin: location.pin, name: 'Ada' });
    await client.next('welcome');
    await close();
    expect(await client.closed).toBe(1001);
    const { location: again } = await opened({ port: location.port });
    expect(again.port).toBe(location.port);
  });
});

describe('the reports of a game', () => {
  it('are written at the podium, readable only by their owner, and the host is told where', async () => {
    const stateDir = temporaryFolder();
    const { room, messages, journal } = await opened({ stateDir });
    expect(messages.snapshot().report).toBeNull();
    room.command({ type: 'end' });
    await until(() => messages.snapshot().report).not.toBeNull();
    const name = basename(journal ?? '', '.jsonl');
    expect(messages.snapshot().report).toBe(join(stateDir, 'reports', `${name}.md`));
    const folder = join(stateDir, 'reports');
    expect(readdirSync(folder)).toEqual(['csv', 'json', 'md'].map((ending) => `${name}.${ending}`));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))).toMatchObject({ finished: true });
  });

  it('are complete once the game is closed, even right after the podium, for each game played', async () => {
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

  it('are written again when the podium is resumed, and when a player is kicked there', async () => {
    const stateDir = temporaryFolder();
    const { room, close, location, journal } = await opened({ stateDir });
    const client = await TestSocket.open(`ws://${LOOPBACK}:${location.port}/v1/socket`);
    client.send({ type: 'join', pin: location.pin, name: 'Mallory' });
    await client.next('welcome');
    for (const type of ['start', 'next', 'close', 'end'] as const) expect(room.command({ type })).toBeNull();
    await close();
    const reportDir = temporaryFolder();
    const past = await openSavedGame(journal ?? '');
    const again =
      typeof past === 'string' ? past : await reopenGame(past, { port: 0, bind: LOOPBACK, reportDir });
    if (typeof again === 'string') throw new Error(again);
    onTestFinished(() => again.close());
    const players = () => {
      const { report } = again.messages.snapshot();
      return report && JSON.parse(readFileSync(report.replace(/md$/u, 'json'), 'utf8')).players.length;
    };
    await until(players).toBe(1);
    expect(again.room.command({ type: 'kick', name: 'Mallory' })).toBeNull();
    await until(players).toBe(0);
  });

  it('cause a warning if they cannot be written, and the game continues', async () => {
    const { room, messages } = await opened({ reportDir: '/dev/null/nowhere' });
    room.command({ type: 'end' });
    await until(() => messages.snapshot().warnings.at(-1)).toMatch(
      /^The report could not be written \(.+\)\. Use the command "report" /u,
    );
    expect(messages.snapshot().report).toBeNull();
    expect(room.command({ type: 'again' })).toBeNull();
  });

  it('cause a warning if the game has no journal', async () => {
    const { room, messages } = await opened({ stateDir: '/dev/null/nowhere' });
    room.command({ type: 'end' });
    await until(() => messages.snapshot().warnings).toEqual([
      expect.stringMatching(/^This game is not being saved: /u),
      'There is no report, because this game could not be saved.',
    ]);
  });
});

describe('serving a game', () => {
  async function identity() {
    const { certFile, keyFile } = certificate('server');
    const tls = await readTlsIdentity(certFile, keyFile, Date.now());
    if (typeof tls === 'string') throw new Error(tls);
    return tls;
  }

  it('is saved in the journal, with the names of files but not their contents', async () => {
    const tls = await identity();
    const told = {
      publicUrl: 'https://example.org/quiz',
      trustProxy: true,
      discovery: false,
      durable: true,
      reportDir: join(temporaryFolder(), 'of  Friday'),
    };
    const { location, journal } = await opened({ tls, ...told });
    const saved = await openSavedGame(journal ?? '');
    expect(typeof saved === 'object' && saved.header.serving).toEqual({
      bind: LOOPBACK,
      tlsCert: tls.certFile,
      tlsKey: tls.keyFile,
      ...told,
    });
    expect(readFileSync(journal ?? '', 'utf8')).not.toContain('PRIVATE KEY');
    expect(location).toMatchObject({
      isTls: true,
      addresses: [{ address: LOOPBACK }, { address: 'localhost' }],
    });
  });

  it('uses the names in the certificate if the address is not in it', async () => {
    const { location } = await opened({ tls: await identity(), bind: '127.0.0.2' });
    expect(location.addresses).toMatchObject([{ address: 'localhost' }]);
  });

  it.each([
    ['::', ['127.0.0.1', '[::1]']],
    [undefined, ['127.0.0.1', '[::1]']],
    ['::1', ['[::1]']],
    ['0.0.0.0', ['127.0.0.1']],
  ])('listens on %s over IPv4 and IPv6', async (bind, hosts) => {
    const { location } = await opened({ bind });
    for (const host of hosts) {
      const client = await TestSocket.open(`ws://${host}:${location.port}/v1/socket`);
      client.send({ type: 'join', pin: location.pin, name: host });
      await client.next('welcome');
    }
  });
});
