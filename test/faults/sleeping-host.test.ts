import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type StoppableHost,
  eventsOf,
  headlessStoppableHost,
  nthEvent,
  stopHost,
  stoppableHostOnScreen,
} from '../helpers/stoppable-host.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TestPlayer, transportOver } from '../helpers/transports.ts';

const AUTO_AFTER_S = 3;
const LIMIT_S = 10;

/** Writes a quiz with two questions. */
function quizFile(): string {
  const file = join(temporaryFolder(), 'quiz.json');
  const questions = ['One?', 'Two?'].map((question) => ({
    question,
    options: ['wrong', 'right', 'wrong, too'],
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
    host.command('next');
    await nthEvent(host, 'game-ended');
    await Promise.all(players.map((player) => player.has({ end: { type: 'bye', code: 'ended' } })));
    // Two right answers earn at least half of the points each.
    for (const { snapshot } of players) expect(snapshot.you?.score).toBeGreaterThan(1000);
    const types = eventsOf(host).map(({ type }) => type);
    expect(types.filter((type) => type === 'answer-accepted')).toHaveLength(6);
    expect(types.filter((type) => type === 'host-returned')).toHaveLength(7);
    expect(types).not.toContain('player-disconnected');
    expect(await host.exited).toBe(0);
  });
});

function lostTime({ at, downSince }: { readonly at: number; readonly downSince: number }): number {
  return at - downSince;
}
