import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GameCreated, GameEvent } from '../../source/game/events.ts';
import { hasEnded, readJournal as readInSlices } from '../../source/journal/read-journal.ts';
import { runAtOnce } from '../../source/journal/slices.ts';
import { someGame, someSteps, runStep } from '../helpers/arbitraries.ts';
import { START, TestGame, dataOf, gameOf } from '../helpers/games.ts';
import { HEADER, journalText } from '../helpers/journals.ts';

const readJournal = (text: string) => runAtOnce(readInSlices(text));

/** A game of two questions to its end, by the names of its players. */
function playedGame(players = ['Ada', 'Zoë', '日本']): TestGame {
  const test = gameOf({ players });
  test.play(0, { Ada: 1, 日本: 1 }, 700).play(1, { Zoë: true });
  test.host('next', 'next');
  return test;
}

const played = playedGame();
const text = journalText(played);
const lines = text.split('\n').slice(0, -1);

function withLine(index: number, line: string): string {
  return `${lines.with(index, line).join('\n')}\n`;
}

describe('readJournal', () => {
  it('returns the game that was written', () => {
    const { created: first, events } = played;
    expect(readJournal(text)).toEqual({
      ok: true,
      contents: {
        header: HEADER,
        created: first,
        events,
        players: 3,
        lastAt: events.at(-1)?.at,
        intactBytes: Buffer.byteLength(text),
        isTruncated: false,
      },
    });
  });

  it('tells whether a game has ended', () => {
    const read = readJournal(text);
    const early = readJournal(`${lines.slice(0, -1).join('\n')}\n`);
    expect(read.ok && hasEnded(read.contents)).toBe(true);
    expect(early.ok && hasEnded(early.contents)).toBe(false);
  });

  it.each([
    ['a header that was not written to its end', lines[0]?.slice(0, 40) ?? ''],
    ['a header without a line break', lines[0] ?? ''],
    ['a file that a power cut filled with zeros', '\0'.repeat(4096)],
    ['another kind of file', '{"name":"termquiz"}\n{"type":"game-locked","at":1}\n'],
    ['a file of another program with a format number', '{"type":"game","format":2}\n'],
    ['a journal without its header', `${lines.slice(1).join('\n')}\n`],
  ])('rejects %s', (_what, broken) => {
    const message = 'this is not the journal of a termquiz game';
    expect(readJournal(broken)).toEqual({ ok: false, reason: 'no-game', line: 1, message });
  });

  it('rejects an empty file', () => {
    const message = 'this file is empty';
    expect(readJournal('')).toEqual({ ok: false, reason: 'no-game', line: 1, message });
  });

  it.each([`${lines[0]}\n`, `${lines[0]}\n${lines[1]?.slice(0, 80)}`])(
    'rejects a journal that ends before its game began',
    (broken) => {
      const message = 'this journal ends before its game began';
      expect(readJournal(broken)).toEqual({ ok: false, reason: 'no-game', line: 2, message });
    },
  );

  it('rejects the journal of a later version, whatever else is in it', () => {
    const message = 'written by a later version of termquiz. Update termquiz to read it';
    const later = [
      text.replace('"format":1', '"format":2'),
      '{"type":"journal","format":3,"rooms":[]}\n{"type":"x"}\n',
    ];
    for (const each of later) {
      expect(readJournal(each)).toEqual({ ok: false, reason: 'later-format', line: 1, message });
    }
  });

  it('rejects a journal with any line broken, and says which', () => {
    for (const [index, line] of lines.entries()) {
      for (const broken of [line.slice(0, -1), line.slice(1), '', '\0'.repeat(line.length), 'null', '[]']) {
        expect(readJournal(withLine(index, broken))).toMatchObject({ ok: false, line: index + 1 });
      }
    }
  });

  it.each([
    { type: 'player-connected', at: START, player: 'nobody' },
    { type: 'answer-accepted', at: START, player: 'nobody', question: 0, answer: 1, time: 1 },
    { type: 'question-announced', at: START, question: 99, opensAt: START },
  ])('rejects an event that cannot have happened: $type', (event) => {
    const message = 'this line contradicts those before it';
    const reason = 'damaged';
    expect(readJournal(withLine(4, JSON.stringify(event)))).toEqual({ ok: false, reason, line: 5, message });
  });

  it('rejects a time that no date can hold', () => {
    for (const at of [1e18, -1e18, 8.64e15 + 1]) {
      const created = JSON.stringify({ ...played.created, at });
      expect(readJournal(withLine(1, created))).toMatchObject({ ok: false, line: 2 });
      const event = JSON.stringify({ ...played.events[2], at });
      expect(readJournal(withLine(4, event))).toMatchObject({ ok: false, line: 5 });
    }
    const latest = JSON.stringify({ ...played.created, at: 8.64e15 });
    expect(readJournal(withLine(1, latest))).toMatchObject({ ok: true });
  });

  it.each(['\u001B[31m482913', '123', '12345678901', '48 29', ''])('rejects the PIN %j', (pin) => {
    const header = JSON.stringify({ ...HEADER, pin });
    expect(readJournal(withLine(0, header))).toMatchObject({ ok: false, reason: 'no-game', line: 1 });
  });

  it('removes control characters from the header, and changes nothing else in file names', () => {
    const escape = '\u001B[31m';
    const serving = {
      bind: `${escape}fe80::1%eth0`,
      tlsCert: `${escape}/my  keys/Zoë\u0301\u200D.pem`,
      tlsKey: '/my  keys/key.pem',
      publicUrl: `https://example.org/quiz${escape}`,
      trustProxy: true,
    };
    const read = readJournal(withLine(0, JSON.stringify({ ...HEADER, serving })));
    expect(read.ok && read.contents.header.serving).toEqual({
      bind: 'fe80::1%eth0',
      tlsCert: '[31m/my  keys/Zoë\u0301\u200D.pem',
      tlsKey: '/my  keys/key.pem',
      publicUrl: 'https://example.org/quiz',
      trustProxy: true,
    });
  });

  it('keeps every character of the seed, because questions are shuffled from it', () => {
    const seed = '  \u001B[31mZoe\u0301 \u200B';
    const read = readJournal(withLine(1, JSON.stringify({ ...played.created, seed })));
    expect(read.ok && read.contents.created.seed).toBe(seed);
  });

  it('drops a last line that a power cut has filled with zeros, partly or completely', () => {
    for (const tail of ['\0', '\0'.repeat(4096), `${lines[2]?.slice(0, 20)}${'\0'.repeat(100)}`]) {
      expect(readJournal(text + tail)).toMatchObject({
        ok: true,
        contents: { events: played.events, intactBytes: Buffer.byteLength(text), isTruncated: true },
      });
    }
  });

  it('accepts Windows line endings', () => {
    const windows = text.replaceAll('\n', '\r\n');
    const intactBytes = Buffer.byteLength(windows);
    expect(readJournal(windows)).toMatchObject({
      ok: true,
      contents: { events: played.events, intactBytes },
    });
    expect(readJournal(windows.slice(0, -1))).toMatchObject({ ok: true, contents: { isTruncated: true } });
  });
});

/** Checks any game, whose host was away now and then. */
function anyGame(check: (test: TestGame) => void): void {
  const someAbsences = fc.array(fc.record({ after: fc.nat(120), awayMs: fc.nat(60_000) }), { maxLength: 3 });
  fc.assert(
    fc.property(someGame, someSteps, someAbsences, (start, steps, absences) => {
      const test = new TestGame(start);
      for (const [index, step] of steps.entries()) {
        runStep(test, step);
        for (const { after, awayMs } of absences) if (after === index) returnAfter(test, awayMs);
      }
      check(test);
    }),
    { numRuns: 150 },
  );
}

function returnAfter(test: TestGame, awayMs: number): void {
  const downSince = test.events.at(-1)?.at ?? test.created.at;
  test.advance(awayMs).apply({ type: 'host-returned', at: test.now, downSince, restarted: true });
}

/** The game in a journal of these events. */
function reread(first: GameCreated, events: readonly GameEvent[]): TestGame {
  const read = readJournal(journalText({ created: first, events }));
  if (!read.ok) throw new Error(`line ${read.line}: ${read.message}`);
  const test = new TestGame(read.contents.created);
  for (const event of read.contents.events) test.apply(event);
  return test;
}

describe('any game read from its journal', () => {
  it('is the game that was played', () => {
    anyGame((test) => {
      expect(dataOf(reread(test.created, test.events).game)).toEqual(dataOf(test.game));
    });
  });

  it('is the game that was played again, with the players who stayed', () => {
    anyGame((test) => {
      const next = test.again();
      expect(dataOf(reread(next.created, next.events).game)).toEqual(dataOf(next.game));
    });
  });

  it('continues like the live game', () => {
    fc.assert(
      fc.property(someGame, someSteps, someSteps, (start, before, after) => {
        const live = new TestGame(start);
        for (const step of before) runStep(live, step);
        const other = reread(live.created, live.events).advance(live.now - START);
        for (const step of after) for (const test of [live, other]) runStep(test, step);
        expect(dataOf(other.game)).toEqual(dataOf(live.game));
        expect(other.events).toEqual(live.events);
      }),
      { numRuns: 100 },
    );
  });
});
