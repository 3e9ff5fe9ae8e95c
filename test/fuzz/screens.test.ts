import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { printLines } from '../../source/commands/process/output.ts';
import { parsePlayerName } from '../../source/game/player-name.ts';
import { loadQuiz } from '../../source/quiz/file/load-quiz.ts';
import { textTable } from '../../source/report/text-table.ts';
import { Store } from '../../source/store.ts';
import { PlayerApp } from '../../source/terminal/player/player-app.tsx';
import { QuizChooser } from '../../source/terminal/quiz-chooser.tsx';
import { cleanLine, cleanText, quote } from '../../source/text/clean.ts';
import { placeClusters } from '../../source/text/place-clusters.ts';
import { Emulator, drawingStyles } from '../helpers/emulators.ts';
import { hasStandIn, hostileText, isStandIn, standIn } from '../helpers/hostile-texts.ts';
import { captureOutput } from '../helpers/output.ts';
import { type Drawn, draw, sizes, usualSize } from '../helpers/render.tsx';
import { host, player, replay, watcher } from '../terminal/apps.tsx';
import { FakePlayerSeat } from '../terminal/seats.ts';
import { lobby, open, place, podium, question, ready, reveal, stage, standings } from '../terminal/stages.ts';
import { CONTROL_CHARACTERS, FUZZ_TIMEOUT_MS, SEED, oneIn } from './runs.ts';

const TEXTS_PER_SCREEN = 20;
const small = sizes.slice(0, 2);

type Size = (typeof sizes)[number];

/** The screens, each with texts from outside wherever it shows any. */
const screens: Readonly<Record<string, (texts: readonly string[], size: Size) => Drawn>> = {
  'the lobby': (texts, size) => host(stage(lobby(texts)), size),
  'the list of players': (texts, size) => {
    const players = texts.map((name) => ({ name, connected: true, address: null, network: null }));
    return host(stage(lobby(texts)), size, undefined, players);
  },
  "a watcher's question": (texts, size) => watcher(stage(open(asked(texts))), size),
  'an announced question': (texts, size) => watcher(stage(ready(asked(texts))), size),
  "a replay's reveal": (texts, size) =>
    replay(stage({ ...reveal(asked(texts)), explanation: texts[5] ?? '' }), {}, size, {
      warning: texts[6] ?? null,
    }),
  'typed answers': (texts, size) =>
    watcher(
      stage({
        ...reveal({ index: 2, total: 12, points: 1000, time: 20, type: 'text', text: texts[0] ?? '' }),
        correct: 'Upgrade',
        distribution: texts.slice(1).map((answer, index) => ({ answer, count: 20 - index })),
      }),
      size,
    ),
  'the standings': (texts, size) =>
    host(stage({ ...standings(placesOf(texts)), teams: teamsOf(texts) }), size),
  'the podium': (texts, size) => watcher(stage(podium(placesOf(texts))), size),
  "a player's question": (texts, size) =>
    player(open(asked(texts)), {}, size, undefined, { team: texts[5] ?? null }),
  "a player's standings": (texts, size) =>
    player(standings(placesOf(texts)), { ahead: { name: texts[3] ?? '', by: 120 } }, size),
  'the quiz chooser': (texts, size) => {
    const quizzes = texts.map((title, index) => ({
      file: `${index}`,
      title,
      description: texts.at(-index),
      questions: index,
    }));
    return draw(createElement(QuizChooser, { quizzes, finish: () => undefined }), size);
  },
  'the list of games': (texts, size) => {
    const games = new Store(texts.map((title, index) => ({ title, address: `192.168.1.${index}` })));
    const fields = { address: undefined, pin: undefined, name: undefined };
    const props = {
      fields,
      games,
      nameSeed: 'seed',
      connect: () => new FakePlayerSeat(),
      finish: () => undefined,
    };
    return draw(createElement(PlayerApp, props), size);
  },
};

describe('a screen', () => {
  it(
    `changes only where a text from outside belongs (seed ${SEED})`,
    { timeout: FUZZ_TIMEOUT_MS },
    async () => {
      const all = Object.entries(screens);
      // Each screen on one size, then on the other.
      const cases = small.flatMap((_, turn) =>
        all.map(([name, show], index) => ({
          name,
          show,
          size: small[(turn + index) % small.length] ?? usualSize,
        })),
      );
      const emulators = small.map((size) => drawingStyles.map((style) => new Emulator(size, style)));
      const batches = Math.max(all.length, Math.ceil(oneIn(100, 1) / TEXTS_PER_SCREEN));
      const drawn = samples(batches * TEXTS_PER_SCREEN).filter(hasStandIn);
      for (let batch = 0; batch < batches; batch++) {
        const texts = drawn.slice(batch * TEXTS_PER_SCREEN, (batch + 1) * TEXTS_PER_SCREEN);
        const { name, show, size } = cases[batch % cases.length] ?? expect.fail();
        const frame = frameOf(show(texts, size), size);
        const expected = frameOf(show(texts.map(standIn), size), size);
        for (const emulator of emulators[small.indexOf(size)] ?? []) {
          const [cells, wanted] = [await emulator.cells(frame), await emulator.cells(expected)];
          expect(outside(cells, wanted), `${name} with ${texts.map(quote).join(', ')}`).toEqual(
            outside(wanted, wanted),
          );
        }
      }
    },
  );
});

describe('the output of a command', () => {
  it(
    `keeps its columns, whatever the texts in a table (seed ${SEED})`,
    { timeout: FUZZ_TIMEOUT_MS },
    async () => {
      const size = { columns: 80, rows: TEXTS_PER_SCREEN + 1 };
      const emulators = drawingStyles.map((style) => new Emulator(size, style));
      const tableOf = (names: readonly string[]) => {
        const rows = names.map((name, index) => [name, `${index}`, name, 'end']);
        const columns = ['Player', 'Score', 'Team', ''].map((title) => ({ title, minWidth: 8 }));
        const lines = textTable(columns, rows, { columns: size.columns, ellipsis: '…' });
        return lines.map((line) => placeClusters(cleanLine(line), size.columns)).join('\n');
      };
      const names = samples(oneIn(100, 1)).filter(hasStandIn);
      for (let from = 0; from < names.length; from += TEXTS_PER_SCREEN) {
        const some = names.slice(from, from + TEXTS_PER_SCREEN);
        for (const emulator of emulators) {
          const [cells, wanted] = [
            await emulator.cells(tableOf(some)),
            await emulator.cells(tableOf(some.map(standIn))),
          ];
          expect(outside(cells, wanted), some.map(quote).join(', ')).toEqual(outside(wanted, wanted));
        }
      }
    },
  );

  it(
    `is one line per message, which neither a terminal nor a CI server obeys (seed ${SEED})`,
    { timeout: FUZZ_TIMEOUT_MS },
    async () => {
      const output = captureOutput();
      const texts = fc.sample(hostileText, { seed: seedNumber('messages'), numRuns: oneIn(100, 1) });
      for (const [index, text] of texts.entries()) {
        // Lets vitest know that the test is alive.
        if (index % 1000 === 0) await setImmediate();
        const read = loadQuiz(
          `{"title": "x", ${JSON.stringify(text)}: 1, ${JSON.stringify(text)}: 2, "questions": []}`,
        );
        const errors = read.ok ? [] : read.errors.map(({ message }) => message);
        const lines = [
          ...errors,
          `${text}: no such file`,
          text,
          ` ${text}`,
          `Unknown command ${quote(text)}.`,
        ];
        output.stdout = '';
        printLines(...lines);
        expect(output.stdout.split('\n')).toHaveLength(lines.length + 1);
        expect(output.stdout).not.toMatch(CONTROL_CHARACTERS);
        expect(output.stdout).not.toMatch(/^\s*::|##(?:vso)?\[/mu);
      }
    },
  );
});

/** Returns cleaned texts, none of them empty. */
function samples(count: number): string[] {
  return fc
    .sample(hostileText, { seed: seedNumber('texts'), numRuns: count })
    .map((text, index) => (index % 2 === 0 ? parsePlayerName(text) : cleanText(text).slice(0, 60)) || 'x')
    .map((text) => cleanText(text));
}

function seedNumber(purpose: string): number {
  return [...`${SEED} ${purpose}`].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7);
}

/** Returns what is written to the terminal to draw a screen. */
function frameOf({ raw, unmount }: Drawn, { columns }: Size): string {
  const frame = placeClusters(raw(), columns);
  unmount();
  return frame;
}

/** Returns the rows without the cells that belong to a stand-in. */
function outside(cells: readonly string[][], wanted: readonly string[][]): string[] {
  return cells.map((row, y) => row.map((cell, x) => (isInside(wanted[y] ?? [], x) ? '█' : cell)).join(''));
}

function isInside(row: readonly string[], x: number): boolean {
  return isStandIn(row[x] ?? '') || (row[x] === '' && isStandIn(row[x - 1] ?? ''));
}

function asked([text = '', ...texts]: readonly string[]) {
  const code = { language: 'ts', text: texts.slice(4, 8).join('\n') };
  return { ...question, text, options: texts.slice(0, 4), code };
}

function placesOf(names: readonly string[]) {
  return names.map((name, index) => place(index + 1, name, 9000 - index * 100));
}

function teamsOf(names: readonly string[]) {
  return names.slice(0, 4).map((name, index) => ({ rank: index + 1, name, score: 5000 - index, change: 0 }));
}
