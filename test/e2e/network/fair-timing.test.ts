import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlayerSnapshot } from '../../../source/client/player-seat.ts';
import { pointsFor } from '../../../source/game/scoring.ts';
import { FaultyNetwork } from '../../helpers/faulty-network.ts';
import { HeadlessHost } from '../../helpers/headless-host.ts';
import { choiceQuestion, quizOf } from '../../helpers/questions.ts';
import { LOOPBACK } from '../../helpers/sockets.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { TestPlayer, transportOver } from '../../helpers/transports.ts';
import { WireClient } from '../../helpers/wire-client.ts';

const ROUND_TRIPS_MS = [0, 40, 120, 250];
/** The first question does not count, because everything is slower the first time. */
const QUESTIONS = 4;
const REACTION_MS = 2000;
const LIMIT_MS = 5000;

/** Returns the points for a reaction, out of 1,000: 800 for 2 s. */
function fairPoints(reactionMs: number): number {
  return pointsFor({ correct: true, share: 1 }, reactionMs, LIMIT_MS, 1000, 'speed');
}

/** A host with questions of 5 s, and networks with different round trips in front of it. */
async function hostFarAway(...flags: string[]) {
  const quiz = join(temporaryFolder(), 'quiz.json');
  const questions = Array.from({ length: QUESTIONS }, () => choiceQuestion({ time: LIMIT_MS / 1000 }));
  writeFileSync(quiz, JSON.stringify(quizOf(questions)));
  const host = new HeadlessHost(quiz, ['--pin', '482913', '--no-streaks', ...flags]);
  const { port, pin } = await host.listening();
  const networkOf = async (roundTripMs: number) => {
    const network = await FaultyNetwork.before(port);
    network.delayMs = roundTripMs / 2;
    return `${LOOPBACK}:${network.port}`;
  };
  return { host, pin, networkOf };
}

/**
 * Answers each question once the reaction time has passed since the player's screen first showed it. Returns the fair points for each
 * question, filled in with each answer: on a busy machine, the timer fires late.
 */
function answerInTime({ session }: TestPlayer): readonly number[] {
  const fair: number[] = [];
  const answered = new Set<number>();
  session.subscribe(() => {
    const { stage } = session.snapshot();
    if (stage?.phase !== 'question' || answered.has(stage.question.index)) return;
    answered.add(stage.question.index);
    const shownAt = performance.now();
    setTimeout(() => {
      fair[stage.question.index] = fairPoints(performance.now() - shownAt);
      session.answer(1);
    }, REACTION_MS);
  });
  return fair;
}

/** Answers each question like `answerInTime`, but claims to have taken no time. */
async function cheat(client: WireClient, results: number[]): Promise<void> {
  for (let question = 0; question < QUESTIONS; question++) {
    await client.stage('question', question);
    await new Promise((resolve) => setTimeout(resolve, REACTION_MS));
    client.send({ type: 'answer', question, answer: 1, elapsed: 0 });
    const { result } = await client.next('you', (you) => you.question === question && you.result !== null);
    results.push(result?.points ?? 0);
  }
}

/** Plays the whole game. Returns the points of each honest player for each question. */
async function play(host: HeadlessHost, players: readonly TestPlayer[]): Promise<number[][]> {
  host.command('start');
  const points = players.map((): number[] => []);
  for (let question = 0; question < QUESTIONS; question++) {
    const shown = await Promise.all(
      players.map(async (player) =>
        player.has({
          stage: { phase: 'reveal', question: { index: question } },
          you: { question, result: {} },
        }),
      ),
    );
    shown.forEach((snapshot: PlayerSnapshot, index) =>
      points[index]?.push(snapshot.you?.result?.points ?? 0),
    );
    host.command('next');
    if (question < QUESTIONS - 1) host.command('next');
  }
  return points;
}

/** Plays the whole game with honest players. Returns each player's median gain. */
async function gainsOf(host: HeadlessHost, players: readonly TestPlayer[]): Promise<number[]> {
  const fair = players.map(answerInTime);
  const points = await play(host, players);
  return points.map((own, player) => medianGain(own, fair[player] ?? []));
}

/** Returns the median difference between a player's points and the fair ones. Not the mean: a busy machine may delay one answer. */
function medianGain(points: readonly number[], fair: readonly number[]): number {
  const gains = points.map((own, question) => own - (fair[question] ?? Number.NaN)).slice(1);
  return gains.toSorted((a, b) => a - b)[Math.floor(gains.length / 2)] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('equal reactions over different networks', { timeout: 120_000 }, () => {
  it('earn equal points', async () => {
    const { host, pin, networkOf } = await hostFarAway();
    const players: TestPlayer[] = [];
    for (const transport of ['websocket', 'long-polling'] as const) {
      for (const roundTripMs of ROUND_TRIPS_MS) {
        const base = `http://${await networkOf(roundTripMs)}`;
        const player = new TestPlayer(transportOver(transport, base), `${transport} ${roundTripMs}`).join(
          pin,
        );
        players.push(player);
      }
    }
    for (const gain of await gainsOf(host, players)) expect(Math.abs(gain)).toBeLessThanOrEqual(10);
  });

  it('earn fewer points the longer the round trip is, if timing is strict', async () => {
    const { host, pin, networkOf } = await hostFarAway('--timing', 'strict');
    const players: TestPlayer[] = [];
    for (const roundTripMs of ROUND_TRIPS_MS) {
      const transport = transportOver('websocket', `http://${await networkOf(roundTripMs)}`);
      const player = new TestPlayer(transport, `${roundTripMs}`).join(pin);
      players.push(player);
    }
    const gains = await gainsOf(host, players);
    expect(gains).toEqual(gains.toSorted((a, b) => b - a));
    expect(gains.at(-1)).toBeLessThanOrEqual(-25);
  });

  it('earn little more with claims of no time and delayed pongs', async () => {
    const { host, pin, networkOf } = await hostFarAway();
    const honest = new TestPlayer(transportOver('websocket', `http://${await networkOf(0)}`), 'Ada').join(
      pin,
    );
    answerInTime(honest);
    const results: number[][] = [];
    const cheats: Promise<void>[] = [];
    for (const roundTripMs of ROUND_TRIPS_MS) {
      for (const pongAfterMs of [null, 300]) {
        const client = await WireClient.connect(`ws://${await networkOf(roundTripMs)}`, pongAfterMs);
        client.send({ type: 'join', pin, name: `${roundTripMs} ${pongAfterMs}` });
        await client.next('welcome');
        const points: number[] = [];
        results.push(points);
        cheats.push(cheat(client, points));
      }
    }
    await play(host, [honest]);
    await Promise.all(cheats);
    for (const [index, points] of results.entries()) {
      // The rest is for round trips that vary, and for answers that a busy host reads late.
      const atMost = index % 2 === 0 ? 5 : 26;
      expect(mean(points.slice(1)) - fairPoints(REACTION_MS)).toBeLessThanOrEqual(atMost + 10);
    }
  });
});
