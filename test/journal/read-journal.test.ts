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
  test.host('next', 'next', 'next');
  return test;
}

const played = playedGame();
const text = journalText(played);
const lines = text.split('\n').slice(0, -1);

/** The event of a player who joined. */
function joinedAs(wanted: string) {
  const event = played.events.find((each) => each.type === 'player-joined' && each.name === wanted);
  if (event?.type !== 'player-joined') throw new Error(`no player ${wanted}`);
  return event;
}

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
    { type: 'question-voided', at: START, question: 0 },
    { type: 'answer-allowed', at: START, question: 0, answer: 0 },
  ])('rejects an event that cannot have happened: $type', (event) => {
    const message = 'this line contradicts those before it';
    const reason = 'damaged';
    expect(readJournal(withLine(4, JSON.stringify(event)))).toEqual({ ok: false, reason, line: 5, message });
  });

  it.each([
    ['again', [{ type: 'question-voided' }, { type: 'question-voided' }]],
    ['that is not closed', [{ type: 'question-voided', question: 1 }]],
    [
      'while the next one is announced',
      [{ type: 'question-announced', question: 1, opensAt: START }, { type: 'question-voided' }],
    ],
    [
      'by accepting an answer to a voided one',
      [{ type: 'question-voided' }, { type: 'answer-allowed', answer: 0 }],
    ],
    ['by accepting the correct answer', [{ type: 'answer-allowed', answer: 1 }]],
    ['by accepting an option that does not exist', [{ type: 'answer-allowed', answer: 4 }]],
    ['by accepting an answer of another type', [{ type: 'answer-allowed', answer: 'x' }]],
  ])('rejects disputing a question %s', (_, disputes) => {
    const test = gameOf({ players: ['Ada'] }).play(0, { Ada: 1 });
    const more = disputes.map((event) => JSON.stringify({ at: START, question: 0, ...event }));
    const read = readJournal(`${journalText(test)}${more.join('\n')}\n`);
    expect(read).toMatchObject({ ok: false, line: 2 + test.events.length + more.length });
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
    expect(readJournal(withLine(0, header))).toMatchObject({
      ok: false,
      reason: 'damaged',
      line: 1,
      message: 'this line is damaged at "pin"',
    });
  });

  it('keeps the header as it was written', () => {
    const serving = {
      bind: 'fe80::1%eth0',
      tlsCert: '/my  keys/Zoë\u0301\u200D.pem',
      tlsKey: '/my  keys/key.pem',
      publicUrl: 'https://example.org/quiz',
      allowHost: ['quiz.lan'],
      trustProxy: true,
      reportDir: '/my reports',
    };
    const read = readJournal(withLine(0, JSON.stringify({ ...HEADER, serving })));
    expect(read.ok && read.contents.header.serving).toEqual(serving);
  });

  it.each<[string, unknown]>([
    ['port', 0],
    ['port', 65_536],
    ['port', '7849'],
    ['port', 7849.5],
    ['serving', null],
    ['serving.bind', '0.0.0.0; reboot'],
    ['serving.bind', '\u001B[31m::1'],
    ['serving.bind', 'x'.repeat(256)],
    ['serving.tlsCert', 'cert.pem'],
    ['serving.tlsKey', `/${'x'.repeat(5000)}`],
    ['serving.reportDir', '../reports'],
    ['serving.reportDir', '/reports\n'],
    ['serving.publicUrl', 'javascript:alert(1)'],
    ['serving.publicUrl', 'https://'],
    ['serving.publicUrl', 'https://a b'],
    ['serving.publicUrl', 'https://[::1'],
    ['serving.allowHost', 'quiz.lan'],
    ['serving.trustProxy', 'yes'],
    ['serving.durable', 1],
  ])('rejects the header with the value of "%s" set to %j', (path, value) => {
    const key = path.replace('serving.', '');
    const header = path.startsWith('serving.')
      ? { ...HEADER, serving: { [key]: value } }
      : { ...HEADER, [key]: value };
    const message = `this line is damaged at "${path}"`;
    const broken = withLine(0, JSON.stringify(header));
    expect(readJournal(broken)).toEqual({ ok: false, reason: 'damaged', line: 1, message });
  });

  it.each<[string, unknown]>([
    ['time', -5],
    ['time', 1e9],
    ['maxPlayers', 0],
    ['maxPlayers', 2 ** 53],
    ['autoAfter', -1],
    ['startAt', 0],
    ['teams', ['Red']],
    ['teams', ['Red', 'x'.repeat(1000)]],
    ['scoring', '__proto__'],
  ])('rejects a game with the setting "%s" set to %j', (key, value) => {
    const settings = { ...played.created.settings, [key]: value };
    const broken = withLine(1, JSON.stringify({ ...played.created, settings }));
    expect(readJournal(broken)).toMatchObject({ ok: false, reason: 'damaged', line: 2 });
  });

  it.each<[string, object]>([
    ['a name of a million characters', { name: 'x'.repeat(1_000_000) }],
    ['an empty name', { name: '\u200B' }],
    ['an id of a million characters', { player: 'x'.repeat(1_000_000) }],
    ['a time before 1970', { at: -1 }],
    ['a time that is not a number', { at: 'NaN' }],
    ['a time too large for a number', { at: JSON.parse('1e999') }],
    ['a team in a game without teams', { team: 'Red' }],
    ['the id of another player', { player: joinedAs('Zoë').player }],
    ['the token of another player', { tokenHash: joinedAs('Zoë').tokenHash }],
  ])('rejects a player with %s', (_what, change) => {
    const event = { ...joinedAs('Ada'), ...change };
    const swapped = lines.with(3, JSON.stringify(event)).toSpliced(2, 0, lines[3] ?? '');
    expect(readJournal(`${swapped.join('\n')}\n`)).toMatchObject({ ok: false, reason: 'damaged' });
  });

  it.each([
    { type: 'game-created', at: START },
    { type: 'player-connected', at: START, player: 'Ada' },
    { type: 'player-disconnected', at: START, player: 'nobody' },
    { type: 'player-kicked', at: START, player: 'nobody' },
    { type: 'player-moved', at: START, player: 'nobody', tokenHash: 'new' },
    { type: 'players-removed', at: START, players: [], banned: true },
    { type: 'game-unlocked', at: START },
    { type: 'question-announced', at: START, question: 1, opensAt: START },
    { type: 'question-announced', at: START, question: 2 ** 53, opensAt: START },
    { type: 'question-skipped', at: START, question: 0 },
    { type: 'question-opened', at: START, question: 0, closesAt: START },
    { type: 'question-extended', at: START, question: 0, closesAt: START + 30_000 },
    { type: 'start-scheduled', at: START, startsAt: START },
    { type: 'game-paused', at: START },
    { type: 'game-resumed', at: START },
    { type: 'question-closed', at: START, question: 0, reason: 'time' },
    { type: 'standings-shown', at: START },
    { type: 'game-ended', at: START },
    { type: '__proto__', at: START },
    { __proto__: null, type: 'constructor', at: START },
  ])('rejects an event that cannot happen in a lobby: $type', (event) => {
    expect(readJournal(withLine(5, JSON.stringify(event)))).toMatchObject({ ok: false, line: 6 });
  });

  it('rejects answers that the rules would not accept', () => {
    const index = played.events.findIndex(({ type }) => type === 'answer-accepted') + 2;
    const event = JSON.parse(lines[index] ?? '');
    const changes = [
      { answer: 99 },
      { answer: [0] },
      { answer: 'x'.repeat(500) },
      { time: 1e9 },
      { time: -1 },
    ];
    for (const change of [...changes, { question: 1 }, { player: 'nobody' }]) {
      const broken = withLine(index, JSON.stringify({ ...event, ...change }));
      expect(readJournal(broken)).toMatchObject({ ok: false, line: index + 1 });
    }
    const twice = `${lines.toSpliced(index, 0, lines[index] ?? '').join('\n')}\n`;
    expect(readJournal(twice)).toMatchObject({ ok: false, line: index + 2 });
  });

  it.each([
    ['a million line breaks', '\n'.repeat(1_000_000)],
    ['a million brackets', `${'['.repeat(1_000_000)}\n`],
    ['a line that is too long', `${' '.repeat(16_000_001)}\n`],
  ])('rejects %s', (_what, tail) => {
    expect(readJournal(text + tail)).toMatchObject({ ok: false, line: lines.length + 1 });
  });

  it('rejects a game once replaying it would take too long, with the line', () => {
    const at = START;
    const joins = Array.from({ length: 20_000 }, (_, index): GameEvent => {
      return { ...joinedAs('Ada'), player: `p${index}`, tokenHash: `t${index}` };
    });
    const announced: GameEvent = { type: 'question-announced', at, question: 0, opensAt: at };
    const pauses = Array.from({ length: 10_000 }, (): GameEvent[] => [
      { type: 'game-paused', at },
      { type: 'game-resumed', at },
    ]).flat();
    const events = [...joins, announced, ...pauses];
    const endless = journalText({ created: played.created, events });
    expect(readJournal(endless)).toMatchObject({ ok: false, reason: 'damaged', line: events.length + 2 });
    const long = journalText({ created: played.created, events: events.slice(0, -1) });
    expect(readJournal(long)).toMatchObject({ ok: true });
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
