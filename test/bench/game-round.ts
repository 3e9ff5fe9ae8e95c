import { sleep } from '../helpers/sleep.ts';
import { Load } from './load.ts';
import { MeasuredServer, PIN, type ServerKind } from './measured-server.ts';
import { median } from './numbers.ts';
import type { ProbeReply } from './probe.ts';
import type { Profile } from './profile.ts';

/** The longest blocks of the event loop in one part of a game, in milliseconds. */
export interface Block {
  /** A turn of the event loop, which handles all waiting input: up to 1,024 sockets at a time. */
  readonly turnMs: number;
  /** A single call into the program; 0 unless calls are measured. */
  readonly callMs: number;
  /** A garbage collection. */
  readonly collectionMs: number;
}

/** The cost of one game for a server. CPU time is in microseconds, other times in milliseconds, memory in bytes. */
export interface RoundCost {
  readonly joinCpu: number;
  readonly joinSeconds: number;
  readonly memoryPerPlayer: number;
  readonly heapPerPlayer: number;
  /** Per message, when a question opens. */
  readonly fanOutCpu: number;
  /** Per answer, with its share of the reveal. */
  readonly answerCpu: number;
  /** Per player: results and the new stage. */
  readonly revealCpu: number;
  readonly acknowledgedMedian: number;
  readonly acknowledgedP99: number;
  readonly messagesPerPlayer: number;
  readonly bytesPerPlayer: number;
  readonly playersLoad: number;
  readonly blocks: Readonly<Record<'join' | 'fan-out' | 'answers' | 'reveal', Block>>;
}

export interface RoundOptions {
  readonly kind: ServerKind;
  /** The quiz, or the script of the bare server. */
  readonly input: string;
  readonly players: number;
  readonly questions: number;
  /** Whether to measure each call, which slows the server down. */
  readonly measuresCalls?: boolean;
  /** Takes a profile of the last question. */
  readonly onProfile?: (profile: Profile | null) => void;
}

const ANSWERS_WITHIN_MS = 100;

/**
 * How long a server is left alone before its meters are read, in milliseconds. A host's screen ignores the space bar for half a second
 * after a change of phase.
 */
const SETTLE_MS = 250;
const SCREEN_SETTLE_MS = 1500;

function settleMs({ kind }: Pick<MeasuredServer, 'kind'>): number {
  return kind === 'screen' ? SCREEN_SETTLE_MS : SETTLE_MS;
}

/** Plays one game with a new server, and returns its cost. */
export async function playRound(options: RoundOptions): Promise<RoundCost> {
  const { kind, input, players, questions, measuresCalls = false, onProfile } = options;
  const server = new MeasuredServer(kind, input, measuresCalls ? { env: { TERMQUIZ_PROBE_CALLS: '1' } } : {});
  const load = new Load();
  try {
    const port = await server.port();
    const before = await server.collect();
    const startedAt = performance.now();
    await load.ask({ type: 'join', port, pin: PIN, players });
    const joinSeconds = (performance.now() - startedAt) / 1000;
    await sleep(settleMs(server));
    const joined = await server.read();
    const full = await server.collect();
    const asked: QuestionCost[] = [];
    for (let question = 0; question < questions; question++) {
      if (onProfile && question === questions - 1) {
        const play = async () => void asked.push(await playQuestion(server, load, question, players));
        onProfile(await server.profile(play));
      } else asked.push(await playQuestion(server, load, question, players));
    }
    const of = (value: (cost: QuestionCost) => number) => median(asked.map(value));
    const longest = (value: (cost: QuestionCost) => Block) => longestOf(asked.map(value));
    return {
      joinCpu: (joined.cpu - before.cpu) / players,
      joinSeconds,
      memoryPerPlayer: (full.rss - before.rss) / players,
      heapPerPlayer: (full.heap - before.heap) / players,
      fanOutCpu: of(({ fanOutCpu }) => fanOutCpu),
      answerCpu: of(({ answerCpu }) => answerCpu),
      revealCpu: of(({ revealCpu }) => revealCpu),
      acknowledgedMedian: of(({ acknowledgedMedian }) => acknowledgedMedian),
      acknowledgedP99: of(({ acknowledgedP99 }) => acknowledgedP99),
      messagesPerPlayer: of(({ messages }) => messages / players),
      bytesPerPlayer: of(({ bytes }) => bytes / players),
      playersLoad: of(({ playersLoad }) => playersLoad),
      blocks: {
        join: blockOf(joined),
        'fan-out': longest(({ fanOutBlock }) => fanOutBlock),
        answers: longest(({ answersBlock }) => answersBlock),
        reveal: longest(({ revealBlock }) => revealBlock),
      },
    };
  } finally {
    await load.end();
    await server.end();
  }
}

type QuestionCost = Awaited<ReturnType<typeof playQuestion>>;

/** Plays one question: everybody but one player answers at once; the last answer closes the question. */
async function playQuestion(server: MeasuredServer, load: Load, question: number, players: number) {
  server.command(question === 0 ? 'start' : 'next');
  await load.ask({ type: 'shows', phase: 'ready', question });
  await sleep(settleMs(server));
  await load.ask({ type: 'received' });
  const ready = await server.read();

  server.command('next');
  await load.ask({ type: 'shows', phase: 'question', question });
  await sleep(settleMs(server));
  const opened = await server.read();
  const { received: fannedOut } = await load.ask({ type: 'received' });

  const { answers } = await load.ask({ type: 'answer', question, withinMs: ANSWERS_WITHIN_MS });
  await sleep(settleMs(server));
  const answered = await server.read();

  await load.ask({ type: 'answer-last', question });
  await sleep(settleMs(server));
  const revealed = await server.read();
  const { received } = await load.ask({ type: 'received' });
  server.command('next');
  await load.ask({ type: 'shows', phase: 'standings', question: -1 });
  await sleep(settleMs(server));
  return {
    fanOutCpu: (opened.cpu - ready.cpu) / (fannedOut?.messages ?? players),
    answerCpu: (revealed.cpu - opened.cpu) / players,
    revealCpu: (revealed.cpu - answered.cpu) / players,
    acknowledgedMedian: answers?.latency.median ?? NaN,
    acknowledgedP99: answers?.latency.p99 ?? NaN,
    playersLoad: answers?.playersLoad ?? NaN,
    messages: received?.messages ?? 0,
    bytes: received?.bytes ?? 0,
    fanOutBlock: blockOf(opened),
    answersBlock: blockOf(answered),
    revealBlock: blockOf(revealed),
  };
}

function blockOf({ longestTurnMs, longestCallMs, longestCollectionMs }: ProbeReply): Block {
  return { turnMs: longestTurnMs, callMs: longestCallMs, collectionMs: longestCollectionMs };
}

export function longestOf(blocks: readonly Block[]): Block {
  const longest = (value: (block: Block) => number) => Math.max(...blocks.map(value));
  return {
    turnMs: longest(({ turnMs }) => turnMs),
    callMs: longest(({ callMs }) => callMs),
    collectionMs: longest(({ collectionMs }) => collectionMs),
  };
}
