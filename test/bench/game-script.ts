import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '../helpers/sleep.ts';
import { Load } from './load.ts';
import { MeasuredServer, PIN } from './measured-server.ts';

/** A message as a host sent it. */
export interface Template {
  readonly type: string;
  readonly question?: object | number | null;
}

/** The messages that a host sends one player in each part of a game. */
export interface GameScript {
  readonly joined: readonly Template[];
  readonly ready: readonly Template[];
  readonly question: readonly Template[];
  readonly answered: readonly Template[];
  readonly reveal: readonly Template[];
  readonly standings: readonly Template[];
  /** Null if the host sends no counts. */
  readonly counts: Template | null;
}

/** More players than a lobby's stage names. */
const PLAYERS = 60;

/** The number of questions in the quiz. */
const QUESTIONS = 12;

/** Writes a quiz of ordinary questions, and returns its path. */
export function writeQuiz(folder: string): string {
  const path = join(folder, 'quiz.json');
  const questions = Array.from({ length: QUESTIONS }, (_, index) => ({
    type: 'choice',
    question: `Question ${index + 1}: which command shows the commits that are not on the server yet?`,
    options: ['git log origin/main..', 'git fetch --dry-run', 'git remote show origin', 'git status --short'],
    answer: 0,
    time: 60,
    explanation: 'Two dots leave out the commits that can be reached from the first name.',
  }));
  writeFileSync(path, JSON.stringify({ title: 'Git', questions }));
  return path;
}

/** Plays one question on a headless host, and records the messages to one of its players. */
export async function captureScript(quiz: string, folder: string): Promise<string> {
  const host = new MeasuredServer('headless', quiz);
  const load = new Load();
  const takeMessages = (): Template[] => load.messages.splice(0).map((text): Template => JSON.parse(text));
  const port = await host.port();
  await load.ask({ type: 'join', port, pin: PIN, players: PLAYERS });
  // The names in a lobby change once a second.
  await sleep(2500);
  await load.ask({ type: 'received' });
  const joined = takeMessages();
  host.command('start');
  await load.ask({ type: 'shows', phase: 'ready', question: 0 });
  await settle(load);
  const ready = takeMessages();
  host.command('next');
  await load.ask({ type: 'shows', phase: 'question', question: 0 });
  await settle(load);
  const question = takeMessages();
  await load.ask({ type: 'answer', question: 0, withinMs: 100 });
  await settle(load);
  const answered = takeMessages();
  await load.ask({ type: 'answer-last', question: 0 });
  await settle(load);
  const reveal = takeMessages();
  host.command('next');
  await load.ask({ type: 'shows', phase: 'standings', question: -1 });
  await settle(load);
  const standings = takeMessages();
  await load.end();
  await host.end();

  const all = [...joined, ...ready, ...question, ...answered, ...reveal, ...standings];
  const views = (messages: readonly Template[]) => withoutRepeats(messages, ['stage', 'you']);
  const script: GameScript = {
    joined: withoutRepeats(joined, ['welcome', 'stage', 'you']),
    ready: views(ready),
    question: views(question),
    answered: withoutRepeats(answered, ['you']),
    reveal: views(reveal),
    standings: views(standings),
    counts: all.findLast(({ type }) => type === 'counts') ?? null,
  };
  const path = join(folder, 'script.json');
  writeFileSync(path, JSON.stringify(script));
  return path;
}

/** Waits for the messages that follow the last one awaited. */
async function settle(load: Load): Promise<void> {
  await sleep(300);
  await load.ask({ type: 'received' });
}

/** Keeps the newest message of each of these types. */
function withoutRepeats(messages: readonly Template[], types: readonly string[]): Template[] {
  return types.flatMap((type) => messages.findLast((message) => message.type === type) ?? []);
}
