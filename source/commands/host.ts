import type { Quiz } from '../quiz/quiz.ts';
import type { HostSeat } from '../server/host-seat.ts';
import { type Listening, ndjsonWriter, runHeadless } from './headless.ts';
import { type OpenGame, type OpenGameOptions, type Reach, joinAddresses, openGame } from './open-game.ts';
import { bundledQuizzes, formatProblem, readQuizFile } from './quiz-file.ts';
import { type ExitCode, exitCodes, reportFailure } from './report-failure.ts';
import { type Interruption, listenForInterruption } from './signals.ts';
import { hasTerminal } from './terminal-check.ts';

export interface HostOptions extends OpenGameOptions {
  readonly headless: boolean;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean;
}

/** `termquiz host`: runs a game, on a screen or headless. Without a file a bundled quiz is chosen on the screen. */
export async function host(file: string | undefined, options: HostOptions): Promise<ExitCode> {
  if (!options.headless && !hasTerminal()) {
    reportFailure(
      'termquiz host draws on a terminal, and this is none. Add --headless to run a game without one.',
    );
    return exitCodes.usage;
  }
  if (options.headless && file === undefined) {
    reportFailure('termquiz host --headless needs a quiz file: nobody is there to choose one.');
    return exitCodes.usage;
  }
  const interruption = listenForInterruption();
  try {
    return await hostFile(file, options, interruption);
  } finally {
    interruption.release();
  }
}

async function hostFile(
  file: string | undefined,
  options: HostOptions,
  interruption: Interruption,
): Promise<ExitCode> {
  const chosen = file ?? (await chooseBundledQuiz(options, interruption.signal));
  if (chosen === undefined) return interruption.exitCode() ?? exitCodes.done;
  const read = await readQuizFile(chosen);
  if (!read.ok) {
    reportFailure(...read.errors.map((error) => formatProblem(read.file, error)));
    return exitCodes.usage;
  }
  return options.headless
    ? hostHeadless(read.quiz, options, interruption)
    : hostOnScreen(read.quiz, options, interruption);
}

async function chooseBundledQuiz({ ascii }: HostOptions, signal: AbortSignal): Promise<string | undefined> {
  const { chooseQuiz } = await import('../terminal/index.ts');
  const quizzes = (await bundledQuizzes()).map(({ file, quiz }) => ({
    file,
    title: quiz.title,
    description: quiz.description,
    questions: quiz.questions.length,
  }));
  return chooseQuiz({ quizzes, ascii, signal });
}

async function hostHeadless(quiz: Quiz, options: HostOptions, interruption: Interruption): Promise<ExitCode> {
  const write = ndjsonWriter(process.stdout);
  const game = await openGame(quiz, options, {
    onReach: (reach) => write(listeningLine(reach)),
    onEvent: write,
  });
  if (typeof game === 'string') return failed(game);
  reportWarnings(game.room);
  await runHeadless(game.room, process.stdin, write, interruption.signal);
  await game.close();
  return interruption.exitCode() ?? exitCodes.done;
}

/** Says on stderr what is wrong with keeping the game, each time that it changes. */
function reportWarnings(seat: HostSeat): void {
  let reported: string | null = null;
  const report = () => {
    const { warning } = seat.snapshot();
    if (warning !== null && warning !== reported) reportFailure(warning);
    reported = warning;
  };
  seat.subscribe(report);
  report();
}

function listeningLine({ port, pin, addresses, journal }: Reach): Listening {
  const urls = addresses.map((address) => `ws://${address.includes(':') ? `[${address}]` : address}:${port}`);
  return { type: 'listening', port, pin, addresses, urls, journal };
}

async function hostOnScreen(quiz: Quiz, options: HostOptions, interruption: Interruption): Promise<ExitCode> {
  const { runHost } = await import('../terminal/index.ts');
  const game = await openGame(quiz, options);
  if (typeof game === 'string') return failed(game);
  try {
    const outcome = await runHost({
      seat: game.room,
      title: quiz.title,
      joining: joiningOf(game),
      ascii: options.ascii,
      signal: interruption.signal,
    });
    return interruption.exitCode() ?? (outcome === 'interrupted' ? exitCodes.interrupted : exitCodes.done);
  } finally {
    await game.close();
  }
}

function joiningOf({ reach }: OpenGame): { commands: string[]; pin: string } {
  const commands = joinAddresses(reach).map((address) => `npx termquiz join ${address} ${reach.pin}`);
  return { commands, pin: reach.pin };
}

function failed(message: string): ExitCode {
  reportFailure(message);
  return exitCodes.failed;
}
