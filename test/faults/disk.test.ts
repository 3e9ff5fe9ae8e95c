import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openGame } from '../../source/commands/host/open-game.ts';
import { fixture } from '../helpers/binary.ts';
import { FaultPlayer } from '../helpers/fault-player.ts';
import { HeadlessHost } from '../helpers/headless-host.ts';
import { pastGame } from '../helpers/fault-checks.ts';
import { freePort } from '../helpers/listening.ts';
import { choiceQuestion, quizOf } from '../helpers/questions.ts';
import { SmallDisk, canMount } from '../helpers/small-disk.ts';
import { LOOPBACK, WAIT_OPTIONS } from '../helpers/sockets.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const PLAYERS = 12;

/** Starts a host with its journal on this disk, and players who join it. */
async function playOn(disk: SmallDisk) {
  const port = String(await freePort());
  const host = new HeadlessHost(fixture('two-questions.json'), ['--state-dir', disk.folder, '--port', port]);
  const listening = await host.listening();
  const players = Array.from({ length: PLAYERS }, (_, index) => {
    return new FaultPlayer({
      name: `Player ${index}`,
      seed: 'disk',
      port: listening.port,
      pin: listening.pin,
    });
  });
  onTestFinished(() => players.forEach((player) => player.stop()));
  for (const player of players) player.join();
  await expect.poll(() => players.every(({ seated }) => seated), WAIT_OPTIONS).toBe(true);
  return { host, players, journal: listening.journal ?? '' };
}

/** Plays the game to its end, from this question on. */
async function playToTheEnd(host: HeadlessHost, players: readonly FaultPlayer[], from = 0): Promise<void> {
  for (let question = from; question < 2; question++) {
    host.command(question === 0 ? 'start' : 'next');
    await host.line('question-announced', (line) => line['question'] === question);
    host.command('next');
    await host.line('question-opened', (line) => line['question'] === question);
    await expect
      .poll(
        () =>
          players.every((player) => !player.answers(question) || player.acknowledged.answers.has(question)),
        WAIT_OPTIONS,
      )
      .toBe(true);
    host.command('close');
    await host.line('question-closed', (line) => line['question'] === question);
    host.command('next');
    await host.line(question === 0 ? 'standings-shown' : 'podium-shown');
  }
  host.command('end');
  expect(await host.exited).toBe(0);
}

function expectFairness(players: readonly FaultPlayer[]): void {
  for (const { acknowledged } of players) {
    expect(acknowledged.contradictions).toEqual([]);
    expect([...acknowledged.results.keys()]).toEqual([0, 1]);
    for (const [question, answer] of acknowledged.answers)
      expect(acknowledged.results.get(question)).toMatchObject({ answer });
  }
}

describe.skipIf(!canMount)('a disk (mounted as root on Linux)', () => {
  it('that fills up causes a warning at once, and the game continues to its end', async () => {
    const disk = new SmallDisk();
    disk.fillUpTo(1);
    const { host, players, journal } = await playOn(disk);
    expect(host.stderr).toBe('');
    await playToTheEnd(host, players);
    expect(host.stderr.split('\n')[0]).toBe(
      `This game is no longer being saved: the disk is full. It continues, but cannot be resumed. Journal: ${journal} (ENOSPC: no space left on device, write)`,
    );
    expectFairness(players);
    // The events saved before can still be read.
    const past = pastGame(journal);
    expect(past.events.map(({ type }) => type)).toContain('question-announced');
    expect(past.events.map(({ type }) => type)).not.toContain('game-ended');
  });

  it('that fills up causes a warning that stays on the screen', async () => {
    const disk = new SmallDisk();
    const game = await openGame(quizOf([choiceQuestion()]), {
      port: 0,
      bind: LOOPBACK,
      stateDir: disk.folder,
    });
    if (typeof game === 'string') throw new Error(game);
    onTestFinished(() => game.close());
    const { room, messages } = game;
    expect(messages.snapshot().warnings).toEqual([]);
    disk.fillUpTo(0);
    await expect
      .poll(() => {
        room.command({ type: room.snapshot().locked ? 'unlock' : 'lock' });
        return messages.snapshot().warnings.join(' ');
      }, WAIT_OPTIONS)
      .toMatch(/^This game is no longer being saved: the disk is full\./u);
    for (const type of ['start', 'next', 'close', 'next'] as const) expect(room.command({ type })).toBeNull();
    expect(room.snapshot()).toMatchObject({ stage: { phase: 'podium' } });
    expect(messages.snapshot().warnings).toEqual(expect.arrayContaining([expect.stringContaining('ENOSPC')]));
  });

  it('that is full keeps its old report if a new one cannot be written', async () => {
    const disk = new SmallDisk();
    const game = await openGame(quizOf([choiceQuestion()]), {
      port: 0,
      bind: LOOPBACK,
      stateDir: temporaryFolder(),
      reportDir: disk.folder,
    });
    if (typeof game === 'string') throw new Error(game);
    onTestFinished(() => game.close());
    const { room, messages, journal } = game;
    const name = basename(journal ?? '', '.jsonl');
    writeFileSync(join(disk.folder, `${name}.md`), 'The one before.');
    disk.fillUpTo(0);
    const files = readdirSync(disk.folder);
    room.command({ type: 'end' });
    await expect
      .poll(() => messages.snapshot().warnings, WAIT_OPTIONS)
      .toEqual([expect.stringMatching(/^The report could not be written \(ENOSPC/u)]);
    expect(readdirSync(disk.folder)).toEqual(files);
    expect(readFileSync(join(disk.folder, `${name}.md`), 'utf8')).toBe('The one before.');
  });

  it('that is full from the start does not prevent a game', async () => {
    const disk = new SmallDisk();
    disk.fillUpTo(0);
    const { host, players } = await playOn(disk);
    expect(host.stderr).toMatch(
      /^This game is no longer being saved: the disk is full\. .* \(ENOSPC: .*\)\n/u,
    );
    await playToTheEnd(host, players);
    expectFairness(players);
  });

  it('that has become read-only lets an interrupted game resume without a journal', async () => {
    const disk = new SmallDisk();
    const { host, players, journal } = await playOn(disk);
    host.command('start');
    await host.line('question-announced');
    await host.crash();
    disk.makeReadOnly();
    const again = new HeadlessHost('--resume', ['--state-dir', disk.folder]);
    expect(await again.listening()).toMatchObject({ journal: null });
    await expect.poll(() => players.every(({ seated }) => seated), WAIT_OPTIONS).toBe(true);
    again.command('next');
    await again.line('question-opened');
    await expect
      .poll(
        () => players.every((player) => !player.answers(0) || player.acknowledged.answers.has(0)),
        WAIT_OPTIONS,
      )
      .toBe(true);
    again.command('close');
    await again.line('question-closed');
    again.command('next');
    await again.line('standings-shown');
    await playToTheEnd(again, players, 1);
    expect(again.stderr).toMatch(
      /^This game is not being saved: the disk is read-only\. .* \(EROFS: .*\)\n/u,
    );
    expectFairness(players);
    expect(pastGame(journal).events.at(-1)).toMatchObject({ type: 'question-announced' });
  });
});
