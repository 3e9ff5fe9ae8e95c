import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { sleep } from '../helpers/sleep.ts';
import {
  type StoppableHost,
  eventsOf,
  headlessStoppableHost,
  nthEvent,
  stopHost,
  stoppableHostOnScreen,
} from '../helpers/stoppable-host.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { TestPlayer, transportOver } from '../helpers/transports.ts';

const AUTO_AFTER_S = 3;
const LIMIT_S = 10;

/** Writes a quiz with two questions. */
function quizFile(): string {
  const file = join(temporaryFolder(), 'quiz.json');
  const questions = ['One?', 'Two?'].map((question) => ({
    question,
    options: ['wrong', 'correct', 'wrong, too'],
    answer: 1,
  }));
  writeFileSync(file, JSON.stringify({ title: 'Sleep', time: LIMIT_S, questions }));
  return file;
}

function joinOver(host: StoppableHost, transport: 'websocket' | 'long-polling' | 'polling', name: string) {
  const base = `http://127.0.0.1:${host.port}`;
  return new TestPlayer(transportOver(transport, base), name).join(host.pin);
}

describe.each([
  ['without a screen', headlessStoppableHost],
  ['with a screen', stoppableHostOnScreen],
] as const)('a host %s that is stopped and continued in every phase', (_, open) => {
  it('loses no time of a question, no answer and no player', { timeout: 120_000 }, async () => {
    const host = await open(quizFile(), ['--auto-after', String(AUTO_AFTER_S)]);
    const [ada, bob, cyd] = [
      joinOver(host, 'websocket', 'Ada'),
      joinOver(host, 'long-polling', 'Bob'),
      joinOver(host, 'polling', 'Cyd'),
    ];
    const players = [ada, bob, cyd];
    await Promise.all(players.map((player) => player.sees('lobby')));
    await nthEvent(host, 'player-joined', 2);
    await stopHost(host);

    host.command('start');
    const announced = await nthEvent(host, 'question-announced');
    const inReady = await stopHost(host);
    const opened = await nthEvent(host, 'question-opened');
    expect(opened.at).toBeGreaterThanOrEqual(announced.opensAt + lostTime(inReady));

    await Promise.all(players.map((player) => player.sees('question', 0)));
    ada.session.answer(1);
    await nthEvent(host, 'answer-accepted');
    const inQuestion = await stopHost(host, () => bob.session.answer(1));
    const late = await nthEvent(host, 'answer-accepted', 1);
    expect(late.time).toBeLessThanOrEqual(late.at - opened.at - lostTime(inQuestion));
    const { stage } = await cyd.has({
      stage: { phase: 'question', openedAt: opened.at + lostTime(inQuestion) },
    });
    expect(stage).toMatchObject({ closesAt: inQuestion.at + LIMIT_S * 1000 });

    host.command('pause');
    await nthEvent(host, 'game-paused');
    await stopHost(host);
    host.command('resume');
    const resumed = await nthEvent(host, 'game-resumed');
    await cyd.has({ stage: { phase: 'question', pausedAt: null } });
    cyd.session.answer(1);
    const closed = await nthEvent(host, 'question-closed');
    expect(closed).toMatchObject({ reason: 'answered' });
    expect(closed.at).toBeGreaterThanOrEqual(resumed.at);
    await Promise.all(
      players.map((player) => player.has({ stage: { phase: 'reveal' }, you: { result: { correct: true } } })),
    );

    const inReveal = await stopHost(host);
    const shown = await nthEvent(host, 'standings-shown');
    expect(shown.at).toBeGreaterThanOrEqual(closed.at + AUTO_AFTER_S * 1000 + lostTime(inReveal));
    const inStandings = await stopHost(host);
    const next = await nthEvent(host, 'question-announced', 1);
    expect(next.at).toBeGreaterThanOrEqual(shown.at + AUTO_AFTER_S * 1000 + lostTime(inStandings));

    await Promise.all(players.map((player) => player.sees('question', 1)));
    for (const player of players) player.session.answer(1);
    await nthEvent(host, 'podium-shown');
    await stopHost(host);
    await Promise.all(players.map((player) => player.sees('podium')));
    host.command('end');
    await nthEvent(host, 'game-ended');
    await Promise.all(players.map((player) => player.has({ end: { type: 'bye', code: 'ended' } })));
    // Two correct answers earn at least half of the points each.
    for (const { snapshot } of players) expect(snapshot.you?.score).toBeGreaterThan(1000);
    const types = eventsOf(host).map(({ type }) => type);
    expect(types.filter((type) => type === 'answer-accepted')).toHaveLength(6);
    expect(types.filter((type) => type === 'host-returned')).toHaveLength(7);
    expect(types).not.toContain('player-disconnected');
    expect(await host.exited).toBe(0);
  });
});

describe('a host that was stopped during a question', () => {
  it('says how long it was away, and continues with the same players', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const ada = await game.join('Ada');
    await game.host.continue('start', 'start now');
    await ada.shows('two');
    game.host.kill('SIGSTOP');
    // Longer than 2 s, so that it counts as lost time.
    await sleep(2500);
    game.host.kill('SIGCONT');
    await game.host.shows(/The host was away for \d seconds\. That time does not count\./u);
    ada.press('2');
    await ada.shows('✓ Correct');
    await game.host.continue('continue', 'next question');
    await game.host.hides('The host was away');
  });
});

describe('a host that was stopped in a shell', () => {
  it.skipIf(process.platform === 'win32')('takes its terminal back in the foreground', async () => {
    const script = 'set -m; "$@"; stty sane; clear; echo At the prompt; read -r; fg %1';
    const game = await stoppedInShell(script);
    game.host.press('\r');
    await game.host.hides('At the prompt');
    await game.host.shows(`termquiz join ${game.address} ${game.pin}`);
    game.host.press('l');
    await game.host.shows('unlock');
  });

  it.skipIf(process.platform === 'win32')('continues in the background', async () => {
    // Enter also wakes the host, which is stopped because it reads the terminal in the background. If the shell has not noticed that
    // yet, its first `fg` returns without continuing the host.
    const script =
      'set -m; "$@"; stty sane; clear; echo At the prompt; bg %1; read -r; clear; fg %1 || fg %1';
    const game = await stoppedInShell(script);
    await game.join('Ada');
    game.host.press('\r');
    // Keys wait for Enter until the terminal is set up again. Further presses only search the list of players.
    await vi.waitFor(
      () => {
        game.host.press('k');
        expect(game.host.screen).toMatch(/Esc +back/u);
      },
      { timeout: 20_000, interval: 200 },
    );
    await game.host.shows(/termquiz ·.*\n(?:.*\n)*.*Esc +back/u);
  });
});

/** Hosts a game as a job of a shell, and stops it there. The shell's script says when it has noticed. */
async function stoppedInShell(script: string): Promise<TerminalGame> {
  const game = await TerminalGame.host(fixture('two-questions.json'), { script });
  const pid = Number(execFileSync('pgrep', ['-P', String(game.host.pid)], { encoding: 'utf8' }));
  process.kill(pid, 'SIGSTOP');
  await game.host.shows('At the prompt');
  return game;
}

function lostTime({ at, downSince }: { readonly at: number; readonly downSince: number }): number {
  return at - downSince;
}
