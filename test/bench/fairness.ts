import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Session } from '../../source/client/session.ts';
import { createTransport } from '../../source/client/transport/create-transport.ts';
import { systemClock } from '../../source/clock.ts';
import { sleep } from '../helpers/sleep.ts';
import { textFrame } from './client-frames.ts';
import { DelayingProxy } from './delaying-proxy.ts';
import { MeasuredServer, PIN } from './measured-server.ts';
import { mean, quantile } from './numbers.ts';
import { RawPlayer } from './raw-player.ts';

export interface Fairness {
  readonly networks: readonly NetworkPoints[];
  /** The longest turn of the host's event loop during the game, in milliseconds. */
  readonly lagMs: number;
}

/** The points of players with equal reactions on one network. */
export interface NetworkPoints {
  readonly roundTripMs: number;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  /** The points of cheats on this network. Both claim to have taken no time; the second also delays its pongs. */
  readonly claimsZero: number;
  readonly delaysPongs: number;
}

const ROUND_TRIPS_MS = [0, 40, 120, 250];
const PLAYERS_PER_NETWORK = 10;
export const QUESTION_SECONDS = 5;
const REACTION_MS = 2000;

/** More than the largest bound. */
const PONG_DELAY_MS = 400;

/** How long the server has to measure round trips before the first question, in milliseconds. */
const MEASURED_WITHIN_MS = 6000;

interface Seat {
  /** Points for each question, so far. */
  readonly points: number[];
  leave(): void;
}

/** Plays a game on four networks, in which everybody reacts after two seconds. */
export async function measureFairness(folder: string, questions: number): Promise<Fairness> {
  const host = new MeasuredServer('headless', writeQuiz(folder, questions));
  const target = await host.port();
  const networks = await Promise.all(
    ROUND_TRIPS_MS.map(async (roundTripMs) => {
      const proxy = new DelayingProxy(target, roundTripMs);
      const port = await proxy.port;
      const honest = Array.from({ length: PLAYERS_PER_NETWORK }, (_, index) =>
        honestSeat(port, `Honest ${index} at ${roundTripMs}`),
      );
      const claimsZero = cheatingSeat(port, `Zero at ${roundTripMs}`, 0);
      const delaysPongs = cheatingSeat(port, `Late at ${roundTripMs}`, PONG_DELAY_MS);
      return { roundTripMs, proxy, honest, claimsZero, delaysPongs };
    }),
  );
  const seats = networks.flatMap(({ honest, claimsZero, delaysPongs }) => [
    ...honest,
    claimsZero,
    delaysPongs,
  ]);
  await sleep(MEASURED_WITHIN_MS);
  await host.read();
  for (let question = 0; question < questions; question++) {
    host.command(question === 0 ? 'start' : 'next');
    await sleep(500);
    host.command('next');
    while (seats.some(({ points }) => points.length <= question)) await sleep(50);
    host.command('next');
    await sleep(500);
  }
  const { longestTurnMs: lagMs } = await host.read();
  for (const seat of seats) seat.leave();
  for (const { proxy } of networks) proxy.close();
  await host.end();
  const points = networks.map(({ roundTripMs, honest, claimsZero, delaysPongs }) => {
    const points = honest.flatMap((seat) => seat.points);
    return {
      roundTripMs,
      mean: mean(points),
      least: quantile(points, 0),
      most: quantile(points, 1),
      claimsZero: mean(claimsZero.points),
      delaysPongs: mean(delaysPongs.points),
    };
  });
  return { networks: points, lagMs };
}

function writeQuiz(folder: string, count: number): string {
  const path = join(folder, 'five-seconds.json');
  const questions = Array.from({ length: count }, () => ({
    type: 'boolean',
    question: 'Does everybody get the same points?',
    answer: true,
    time: QUESTION_SECONDS,
  }));
  writeFileSync(path, JSON.stringify({ title: 'Fairness', questions }));
  return path;
}

/** Joins with the session and the transport that the product uses. */
function honestSeat(port: number, name: string): Seat {
  const clock = systemClock();
  const transport = createTransport(`http://127.0.0.1:${port}`, 'websocket', { clock, random: Math.random });
  const tokenFor = () => tokenOf(name);
  const session = new Session({ transport, clock, random: Math.random, tokenFor });
  const points: number[] = [];
  let asked = -1;
  session.subscribe(() => {
    const { stage, you } = session.snapshot();
    if (stage?.phase === 'question' && stage.question.index > asked) {
      asked = stage.question.index;
      setTimeout(() => session.answer(true), REACTION_MS);
    }
    if (you?.result && you.question === points.length) points.push(you.result.points);
  });
  session.join(PIN, name);
  return { points, leave: () => session.leave() };
}

/** Joins with a client that claims to have reacted at once, and may delay its pongs. */
function cheatingSeat(port: number, name: string, pongDelayMs: number): Seat {
  const points: number[] = [];
  let asked = -1;
  const player = new RawPlayer(0, port, {
    onOpen: () => player.send(textFrame({ type: 'join', pin: PIN, name, token: tokenOf(name) })),
    onMessage: (_, payload) => {
      const message: Message = JSON.parse(payload.toString());
      if (message.type === 'stage' && message.phase === 'question' && typeof message.question === 'object') {
        const { index } = message.question;
        if (index === asked) return;
        asked = index;
        setTimeout(
          () => player.send(textFrame({ type: 'answer', question: index, answer: true, elapsed: 0 })),
          REACTION_MS,
        );
      }
      if (message.type === 'you' && message.result && message.question === points.length) {
        points.push(message.result.points);
      }
    },
    onClose: () => undefined,
  });
  player.pongDelayMs = pongDelayMs;
  return { points, leave: () => player.destroy() };
}

interface Message {
  readonly type: string;
  readonly phase?: string;
  readonly question?: number | { readonly index: number };
  readonly result?: { readonly points: number } | null;
}

function tokenOf(name: string): string {
  return name.replaceAll(' ', '-').padEnd(22, '-');
}
