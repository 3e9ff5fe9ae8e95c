import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { check } from '../../source/commands/check.ts';
import { stepLines } from '../../source/commands/doctor/output.ts';
import { runDoctor } from '../../source/commands/doctor/doctor.ts';
import { runHeadless } from '../../source/commands/host/headless.ts';
import { HeadlessOutput } from '../../source/commands/host/headless-output.ts';
import { gameToResume } from '../../source/commands/host/resume-game.ts';
import { ignoredServingNotice } from '../../source/commands/host/serving.ts';
import { importFile } from '../../source/commands/import.ts';
import { printGameEnd } from '../../source/commands/join/connector.ts';
import { make } from '../../source/commands/make.ts';
import { printError, printStyled } from '../../source/commands/process/output.ts';
import { printCrash } from '../../source/commands/process/signals.ts';
import { commands, runProgram } from '../../source/commands/program.ts';
import { listQuizzes } from '../../source/commands/quizzes.ts';
import { type ReportOptions, runReport } from '../../source/commands/report/report.ts';
import { watch } from '../../source/commands/watch.ts';
import { encodeEvent } from '../../source/journal/journal.ts';
import { parseAnnouncement } from '../../source/network/discovery/announcement.ts';
import { parseServerMessage } from '../../source/protocol/server-message.ts';
import { tcpServer } from '../helpers/fake-servers.ts';
import { gameOf } from '../helpers/games.ts';
import { HEADER, journalText } from '../helpers/journals.ts';
import { ManualClock } from '../helpers/manual-clock.ts';
import { choiceQuestion, oneOfEach, quizOf, textQuestion } from '../helpers/questions.ts';
import { localHostSeat } from '../../source/server/room/local-host-seat.ts';
import { roomOnManualClock } from '../helpers/rooms.ts';
import type { Texts } from './every-screen.ts';

/** Runs a command with hostile texts wherever it takes any, and keeps its files in a folder. */
export type Run = (texts: Texts, folder: string) => Promise<unknown>;

/** The output of every command: `format` is undefined for lines that people read. */
export interface Output {
  readonly run: Run;
  readonly format?: 'csv' | 'json' | 'markdown';
}

export const everyOutput: Readonly<Record<string, Output>> = {
  'an unknown command': {
    run: (texts) => each(texts, (text) => runProgram([text.replace(/^$/u, 'x'), text])),
  },
  help: {
    run: (texts) =>
      each(texts, async (text) => {
        await runProgram(['help', text]);
        await runProgram(['check', text, '--help', text]);
      }),
  },
  'unknown options': {
    run: (texts) =>
      paired([...commands.keys()], texts, (command, text) => runProgram([command, `--x${text}`])),
  },
  'invalid values': {
    run: (texts) =>
      paired(VALUED, texts, ([command, option], text) => runProgram([command, option, `${text}!`])),
  },
  'unexpected arguments': {
    run: (texts) => each(texts, (text) => runProgram(['doctor', 'a', text, text])),
  },
  'missing files': {
    run: (texts, folder) =>
      each(texts, async (text) => {
        const file = join(folder, 'none', text);
        const missing = `./${text}/none`;
        await check([missing], { json: false });
        await importFile(missing, {});
        await runReport(missing, { list: false, delete: false, stateDir: folder });
        await runReport(missing, { list: false, delete: true, stateDir: folder });
        await runProgram(['host', '--headless', '--', missing]);
        await runProgram(['host', '--headless', '--tls-key', missing, '--tls-cert', missing, '--', missing]);
        await runProgram(['doctor', '127.0.0.1', '--ca', missing]);
        printError(String(await gameToResume(file, folder, 0)));
      }),
  },
  addresses: {
    run: (texts, folder) =>
      onTerminal(() =>
        each(texts, async (text) => {
          // A space is in no address, so nothing connects.
          for (const command of ['join', 'watch', 'doctor']) await runProgram([command, '--', `${text} :`]);
          await runProgram(['doctor', '--port', '80', '--', text]);
          await watch(text.replace(/^$/u, 'x'), undefined, {
            play: false,
            transport: 'auto',
            stateDir: folder,
          });
        }),
      ),
  },
  'check: file names, keys and texts': { run: (texts, folder) => checkFiles(texts, folder, false) },
  'check --json': { run: (texts, folder) => checkFiles(texts, folder, true), format: 'json' },
  'import: notices': { run: (texts, folder) => importFiles(texts, folder, 'quiz.json') },
  'import: the quiz': { run: (texts, folder) => importFiles(texts, folder, undefined), format: 'json' },
  'report --list': {
    run: async (texts, folder) => runReport(undefined, { ...reporting(texts, folder), list: true }),
  },
  'report --list --format json': {
    run: async (texts, folder) =>
      runReport(undefined, { ...reporting(texts, folder), list: true, format: 'json' }),
    format: 'json',
  },
  'report: several games': { run: async (texts, folder) => runReport('game', reporting(texts, folder)) },
  report: { run: async (texts, folder) => reportGames(texts, folder, {}) },
  'report --ascii': { run: async (texts, folder) => reportGames(texts, folder, { ascii: true }) },
  'report --format csv': {
    run: async (texts, folder) => reportGames(texts, folder, { format: 'csv' }),
    format: 'csv',
  },
  'report --format json': {
    run: async (texts, folder) => reportGames(texts, folder, { format: 'json' }),
    format: 'json',
  },
  'report --format markdown': {
    run: async (texts, folder) => reportGames(texts, folder, { format: 'markdown' }),
    format: 'markdown',
  },
  'report --output': {
    run: async (texts, folder) => {
      const options = reporting(texts, folder);
      const [game = ''] = journalsIn(texts, options.stateDir ?? '');
      await each(texts, (text) => runReport(game, { ...options, output: join(folder, 'none', text) }));
      await runReport(game, { ...options, delete: true });
    },
  },
  quizzes: { run: (texts, folder) => searchQuizzes(texts, folder, false) },
  'quizzes --json': { run: (texts, folder) => searchQuizzes(texts, folder, true), format: 'json' },
  make: {
    run: (texts, folder) =>
      each([...someOf(texts), 'x'], async (text) => {
        await make(text, { from: [quizFolderWith(texts, folder)], count: texts.length });
      }),
    format: 'json',
  },
  'doctor: what a server sends': { run: (texts) => diagnose(texts, false) },
  'doctor --json': { run: (texts) => diagnose(texts, true), format: 'json' },
  'doctor: its steps': {
    run: (texts) =>
      each(texts, async (text) => {
        const fault = { code: 'other-program', meaning: text, causes: text, advice: text } as const;
        const step = {
          name: 'http',
          ok: false,
          ms: 1,
          summary: text,
          details: [text, ` ${text}`],
          fault,
        } as const;
        for (const columns of [40, Infinity]) {
          printStyled(...stepLines(step, { ascii: false, isColored: false, columns }));
        }
      }),
  },
  'the end of a game that was joined or watched': {
    run: (texts) =>
      each(texts, async (text) => {
        const bye = parseServerMessage(JSON.stringify({ type: 'bye', code: `x${text}`, message: text }));
        if (bye?.type === 'bye') printGameEnd(bye);
        printGameEnd({ type: 'failure', message: text });
        const txt = { title: text, protocol: '1' };
        const found = parseAnnouncement({ port: 7849, addresses: ['10.0.0.1'], txt });
        printError(found?.title ?? '');
      }),
  },
  'host: notices': {
    run: (texts) =>
      each(texts, async (text) => {
        const game = { file: `/${text}.jsonl`, header: { ...HEADER, port: 1 } };
        printError(ignoredServingNotice(game, {}) ?? '');
        printCrash(new Error(text));
      }),
  },
  'host --headless': { run: runGame, format: 'json' },
};

/** Options that reject most values, with their commands. */
const VALUED: readonly (readonly [command: string, option: string])[] = [
  ...['time', 'pin', 'teams', 'names', 'scoring', 'public-url', 'allow-host'].map(
    (name) => ['host', `--${name}`] as const,
  ),
  ['join', '--transport'],
  ['report', '--format'],
  ['doctor', '--port'],
];

/** Runs something with each place and with each text, as often as that takes. */
async function paired<Place>(
  places: readonly Place[],
  texts: Texts,
  run: (place: Place, text: string) => Promise<unknown>,
): Promise<void> {
  for (let index = 0; index < Math.max(places.length, texts.length); index++) {
    const place = places[index % places.length];
    if (place !== undefined) await run(place, texts[index % texts.length] ?? '');
  }
}

async function each(texts: Texts, run: (text: string) => Promise<unknown>): Promise<void> {
  for (const text of texts) await run(text);
}

/** Runs a command that needs a terminal, but that stops before it draws. */
async function onTerminal(run: () => Promise<void>): Promise<void> {
  const streams = [process.stdin, process.stdout];
  const before = streams.map((stream) => stream.isTTY);
  for (const stream of streams) Object.assign(stream, { isTTY: true });
  await run();
  for (const [index, stream] of streams.entries()) Object.assign(stream, { isTTY: before[index] });
}

async function checkFiles(texts: Texts, folder: string, json: boolean): Promise<void> {
  for (const [index, text] of texts.entries()) {
    const keys = `${JSON.stringify(text)}: 1, ${JSON.stringify(text)}: 2`;
    const quiz = { ...quizOf(oneOfEach), title: text };
    const asked = { question: text, options: [text, text, `${text} `], answer: text, type: text };
    const contents = [
      `{"title": "x", ${keys}, "questions": [{"question": "q", ${keys}}]}`,
      JSON.stringify({ title: text, questions: [asked, choiceQuestion({ question: text.repeat(99) })] }),
      JSON.stringify(quiz),
      text,
    ];
    const content = contents[index % contents.length] ?? '';
    await withFile(folder, text, content, (file) => check([file], { json }));
  }
}

/** Writes a file whose name has as much of a text as names can have. */
async function withFile(
  folder: string,
  text: string,
  content: string,
  run: (file: string) => Promise<unknown>,
): Promise<void> {
  const file = join(folder, `x${text.toWellFormed().replaceAll(/[/\0]/gu, '')}`.slice(0, 60));
  writeFileSync(file, content);
  await run(file);
  rmSync(file, { force: true });
}

async function importFiles(texts: Texts, folder: string, output: string | undefined): Promise<void> {
  for (const [index, text] of texts.entries()) {
    const line = text.replaceAll(/[\r\n]/gu, ' ');
    const contents = [
      `${line}?\nA) ${line}\nB) b${line}\nANSWER: B\n\n${line}\nA. x\nANSWER: Z\n`,
      `::${line}:: q${line} {=a${line} ~b${line}}\n\n{ ${line} }\n\nx {~${line}}\n`,
      JSON.stringify({
        response_code: 0,
        results: [
          {
            type: 'multiple',
            question: `q${text}`,
            correct_answer: `a${text}`,
            incorrect_answers: [`b${text}`],
          },
          { type: text, question: text, correct_answer: text, incorrect_answers: [text] },
        ],
      }),
      JSON.stringify({
        subject: text,
        questions: [{ question: `q${text}`, answers: [`a${text}`, 'b'], solution: 0 }],
      }),
    ];
    await withFile(folder, text, contents[index % contents.length] ?? '', async (file) => {
      const target = output === undefined ? undefined : `${file}.${output}`;
      await importFile(file, { output: target, title: index % 3 === 0 ? text : undefined });
      if (target !== undefined) rmSync(target, { force: true });
    });
  }
}

/** Searches the quizzes of a folder for some of the texts, and lists all of them. */
async function searchQuizzes(texts: Texts, folder: string, json: boolean): Promise<void> {
  const from = [quizFolderWith(texts, folder)];
  for (const words of [...someOf(texts), '']) await listQuizzes(words, { from, json, ascii: false });
}

/** Returns one in five texts, for commands that read all bundled quizzes each time. */
function someOf(texts: Texts): Texts {
  return texts.filter((_, index) => index % 5 === 0);
}

/** Creates a folder with a quiz for each text, and an invalid file. */
function quizFolderWith(texts: Texts, folder: string): string {
  const ownFolder = mkdtempSync(join(folder, 'quizzes-'));
  for (const [index, text] of texts.entries()) {
    const content = {
      ...quizOf([choiceQuestion({ question: text || 'x', tags: ['x'] })]),
      title: text || 'x',
    };
    writeFileSync(join(ownFolder, `${index}.json`), JSON.stringify(content));
  }
  writeFileSync(join(ownFolder, 'broken.json'), `{${JSON.stringify(texts[0])}: 1}`);
  return ownFolder;
}

/** Fills a state folder with journals whose texts, names and file names are hostile, one of them damaged. */
function reporting(texts: Texts, folder: string): ReportOptions {
  const ownFolder = mkdtempSync(join(folder, 'state-'));
  mkdirSync(join(ownFolder, 'games'));
  journalsIn(texts, ownFolder);
  return { list: false, delete: false, stateDir: ownFolder };
}

/** Writes the journals of a game with all these texts. Returns their files. */
function journalsIn(texts: Texts, ownFolder: string): string[] {
  const [first = '', second = '', third = '', ...names] = texts;
  const question = (text: string) => text || 'x';
  const game = gameOf({
    title: first || 'x',
    seed: second,
    questions: [
      textQuestion({ question: question(second), answer: [question(third)] }),
      choiceQuestion({ question: question(third), options: ['a', 'b', 'c'].map((each) => each + second) }),
    ],
    players: names.map((name, index) => `${index}${name}`),
  });
  const players = names.map((name, index) => `${index}${name}`);
  game.play(0, Object.fromEntries(players.map((name, index) => [name, names.at(-index) || 'x'])), 1000);
  game.play(1, Object.fromEntries(players.map((name, index) => [name, index % 3])), 1000);
  // Journals from elsewhere were not cleaned.
  const text = journalText(game);
  const name = first.toWellFormed().replaceAll(/[/\0]/gu, '').slice(0, 40);
  const files = [`20261121-100000-${name}-aaaaaa.jsonl`, `20261122-100000-${name}-bbbbbb.jsonl`];
  const paths = files.map((file) => join(ownFolder, 'games', file));
  for (const [index, path] of paths.entries()) {
    writeFileSync(path, index === 0 ? text : `${text.slice(0, 200)}${first}\n`);
  }
  return paths;
}

async function reportGames(texts: Texts, folder: string, more: Partial<ReportOptions>): Promise<void> {
  const options = reporting(texts, folder);
  const [game = ''] = journalsIn(texts, options.stateDir ?? '');
  await runReport(game, { ...options, ...more });
}

/** Diagnoses a server whose responses have hostile texts. */
async function diagnose(texts: Texts, json: boolean): Promise<void> {
  for (const [index, text] of texts.entries()) {
    const header = text.replaceAll(/[\r\n\0]/gu, ' ');
    const info = JSON.stringify({ name: 'termquiz', version: text, protocol: 2, phase: text });
    const responses = [
      `HTTP/1.1 404 ${header}\r\nServer: ${header}\r\nConnection: close\r\n\r\n<html>${text}`,
      `HTTP/1.1 302 Found\r\nLocation: ${header}\r\nConnection: close\r\n\r\n${text}`,
      `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${info}`,
      `x${text}\r\n`,
    ];
    const port = await tcpServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end(Buffer.from(responses[index % responses.length] ?? '')));
    });
    await runDoctor(`127.0.0.1:${port}`, { json });
  }
}

/** Prints the lines of a game with hostile texts, and of hostile commands. */
async function runGame(texts: Texts): Promise<void> {
  const game = gameOf({
    title: texts[0] || 'x',
    seed: texts[1] ?? '',
    players: texts.map((each, at) => at + each),
  });
  const writable = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      process.stdout.write(text);
      done();
    },
  });
  const output = new HeadlessOutput(writable, new ManualClock());
  output.writeEvents([game.created, ...game.events].map(encodeEvent));
  const { room } = roomOnManualClock();
  const input = new PassThrough();
  const controller = new AbortController();
  const last = new Promise<void>((resolve) => {
    void runHeadless(
      localHostSeat(room),
      input,
      (line) => {
        output.writeLine(line);
        if (line.type === 'refused' && line.command === 'the last one') resolve();
      },
      controller.signal,
    );
  });
  input.write([...texts, ...texts.map((text) => `kick ${text}`), 'the last one', ''].join('\n'));
  await last;
  controller.abort();
}
