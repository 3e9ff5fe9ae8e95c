import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { runHeadless } from '../../../source/commands/host/headless.ts';
import type { AlarmLine, RefusedLine } from '../../../source/commands/host/headless-output.ts';
import { localHostSeat } from '../../../source/server/room/local-host-seat.ts';
import { choiceQuestion, quizOf } from '../../helpers/questions.ts';
import type { Settings } from '../../../source/game/settings.ts';
import { TestVisitor, roomOnManualClock } from '../../helpers/rooms.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { WAIT_OPTIONS } from '../../helpers/sockets.ts';

/** A game run by lines of commands, with the refused ones. */
function steeredGame({ signal, settings = {} }: { signal?: AbortSignal; settings?: Partial<Settings> } = {}) {
  const controller = new AbortController();
  const { room, clock, events } = roomOnManualClock({ settings });
  const input = new PassThrough();
  const refusals: RefusedLine[] = [];
  const alarms: AlarmLine[] = [];
  const done = runHeadless(
    localHostSeat(room),
    input,
    (line) => (line.type === 'alarm' ? alarms.push(line) : refusals.push(line)),
    signal ?? controller.signal,
  );
  /** Writes these lines and waits until all of them have been handled. */
  const say = async (...lines: string[]) => {
    const { length } = refusals;
    input.write([...lines, 'that is all', ''].join('\n'));
    await vi.waitFor(() => expect(refusals.slice(length).at(-1)?.command).toBe('that is all'), WAIT_OPTIONS);
    refusals.pop();
  };
  return { room, clock, events, input, refusals, alarms, done, say, stop: () => controller.abort() };
}

describe("a line of a headless host's input", () => {
  it.each([
    'dance',
    'START',
    'start now',
    'kick',
    'kick ',
    'remove-address',
    'remove-away now',
    '{"type":"start"}',
    '__proto__',
    'deadline-passed',
    'Again',
    'readmit',
    'rename Ada',
    'rename Ada Grace Hopper',
    'points Ada',
    'points Ada many',
    'points Ada 1000000',
    'points Ada 1.5',
    'void',
    'void first',
    'allow 0',
    'allow 0 north',
  ])('that is not a command is refused with bad-command and a list of commands: %j', async (line) => {
    const { refusals, say, room } = steeredGame();
    await say(line);
    expect(refusals).toEqual([
      {
        type: 'refused',
        command: line.trim(),
        code: 'bad-command',
        message:
          'Unknown command. Commands: start, next, skip, close, reveal-podium, extend, pause, resume, lock, unlock, end, again, remove-away, new-pin, again <quiz.json>, kick <name>, readmit <name>, rename <name> <new name>, points <name> <number> [reason], remove-address <address>, void <question> [reason], allow <question> <answer>.',
      },
    ]);
    expect(room.phase).toBe('lobby');
  });

  it('kicks, readmits and renames players, and gives points', async () => {
    const { room, say, events, refusals, clock } = steeredGame();
    new TestVisitor(room, clock).join('Ada');
    await say(
      'kick Ada',
      'readmit Ada',
      'rename Ada "Ada L."',
      'points "Ada L." 5',
      'start',
      'next',
      'close',
    );
    await say(
      'points "Ada L." +500 for the joke',
      'points "Ada L." -200',
      'readmit Ada',
      'rename "Ada L." " "',
    );
    expect(events.filter(({ type }) => /player-[rk]|points/u.test(type))).toMatchObject([
      { type: 'player-kicked' },
      { type: 'player-readmitted' },
      { type: 'player-renamed', name: 'Ada L.' },
      { type: 'points-given', points: 500, reason: 'for the joke' },
      { type: 'points-given', points: -200 },
    ]);
    expect(refusals.map(({ code }) => code)).toEqual(['not-now', 'no-such-player', 'bad-name']);
  });

  it('lets nobody back in while the game is full', async () => {
    const { room, say, refusals, clock } = steeredGame({ settings: { maxPlayers: 1 } });
    for (const name of ['Ada', 'Bob']) {
      new TestVisitor(room, clock).join(name);
      await say(`kick ${name}`);
    }
    await say('readmit Ada', 'readmit Bob');
    expect(refusals).toEqual([
      {
        type: 'refused',
        command: 'readmit Bob',
        code: 'full',
        message: 'The game is full. Kick someone first.',
      },
    ]);
  });

  it('disputes a closed question', async () => {
    const { room, say, events, refusals, clock } = steeredGame();
    new TestVisitor(room, clock).join('Ada');
    await say('start', 'next', 'close', 'allow 0 0', 'void 0 it was unclear', 'void 0', 'allow 7 true');
    expect(events).toMatchObject([
      ...events.slice(0, -2),
      { type: 'answer-allowed', question: 0, answer: 0 },
      { type: 'question-voided', question: 0, reason: 'it was unclear' },
    ]);
    expect(refusals.map(({ command, code }) => [command, code])).toEqual([
      ['void 0', 'no-such-question'],
      ['allow 7 true', 'no-such-question'],
    ]);
  });

  it('that does not work now is refused with a code and its meaning in words', async () => {
    const { refusals, say } = steeredGame();
    await say('next', 'kick Ada', 'remove-away', 'remove-address 192.168.1.7');
    expect(refusals).toEqual([
      {
        type: 'refused',
        command: 'next',
        code: 'not-now',
        message: '"next" does not work in the phase "lobby".',
      },
      {
        type: 'refused',
        command: 'kick Ada',
        code: 'no-such-player',
        message: 'No player in this game has that name.',
      },
      {
        type: 'refused',
        command: 'remove-away',
        code: 'no-such-player',
        message: 'No player is away.',
      },
      {
        type: 'refused',
        command: 'remove-address 192.168.1.7',
        code: 'no-such-player',
        message: 'No player in this game has that address.',
      },
    ]);
  });

  it('can be empty, and can have white space around it', async () => {
    const { refusals, say, room } = steeredGame();
    await say('', '   ', '  start \r');
    expect(refusals).toEqual([]);
    expect(room.phase).toBe('ready');
  });

  it('runs the game from start to end', async () => {
    const { refusals, say, room, clock, done } = steeredGame();
    new TestVisitor(room, clock).join('Ada');
    const phases: string[] = [];
    for (const line of ['start', 'next', 'close', 'next', 'next', 'skip']) {
      await say(line);
      phases.push(room.phase);
    }
    expect(phases).toEqual(['ready', 'question', 'reveal', 'standings', 'ready', 'podium']);
    expect(refusals).toEqual([]);
    room.command({ type: 'next' });
    await done;
    expect(room.phase).toBe('ended');
  });

  it('plays another quiz with the same players, and refuses a file that cannot be used', async () => {
    const { room, clock, refusals, say } = steeredGame();
    const folder = temporaryFolder();
    const file = join(folder, 'another quiz.json');
    writeFileSync(file, JSON.stringify({ ...quizOf([choiceQuestion()]), title: 'Another quiz' }));
    await say('end', 'again nowhere.json');
    expect(refusals).toMatchObject([
      { command: 'again nowhere.json', code: 'bad-quiz', message: expect.stringContaining('nowhere.json: ') },
    ]);
    await say(`again ${file}`, 'lock');
    clock.settle();
    expect(room.snapshot()).toMatchObject({
      stage: { phase: 'lobby', title: 'Another quiz', game: 2 },
      locked: true,
    });
    expect(refusals).toHaveLength(1);
  });

  it('plays again from the podium, and is refused everywhere else', async () => {
    const { refusals, say, room, clock, events } = steeredGame();
    new TestVisitor(room, clock).join('Ada');
    const refused: string[] = [];
    for (const line of ['start', 'next', 'close', 'next', 'end']) {
      refused.push(room.phase);
      await say('again', line);
    }
    expect(refusals.map(({ command, message }) => [command, message])).toEqual(
      refused.map((phase) => ['again', `"again" does not work in the phase "${phase}".`]),
    );
    await say('again');
    expect(room.phase).toBe('lobby');
    expect(room.snapshot().stage).toMatchObject({ game: 2, names: [{ name: 'Ada' }] });
    await say('end', 'end', 'again');
    expect(refusals.at(-1)?.message).toBe('"again" does not work in the phase "ended".');
    const types = events.map(({ type }) => type);
    expect(types.filter((type) => type === 'game-created' || type === 'game-ended')).toEqual([
      'game-created',
      'game-ended',
      'game-created',
      'game-ended',
    ]);
  });

  it('pauses, resumes, extends, locks and unlocks', async () => {
    const { refusals, say, events } = steeredGame();
    await say('lock', 'unlock', 'start', 'pause', 'resume', 'next', 'extend', 'end');
    expect(refusals).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual([
      'game-created',
      'game-locked',
      'game-unlocked',
      'question-announced',
      'game-paused',
      'game-resumed',
      'question-opened',
      'question-extended',
      'podium-shown',
    ]);
  });

  it('kicks by name, with spaces and in any case', async () => {
    const { refusals, say, room, clock } = steeredGame();
    const ada = new TestVisitor(room, clock).join('Ada Lovelace');
    await say('kick  ADA lovelace');
    expect(refusals).toEqual([]);
    expect(ada.connection.closedWith).toBe(4001);
  });

  it('is read in full however it arrives', async () => {
    const { say, input, room } = steeredGame();
    input.write('sta');
    input.write('rt\nne');
    await say('xt');
    expect(room.phase).toBe('question');
  });
});

describe('a headless game', () => {
  it('continues when the input ends', async () => {
    const { input, room, done } = steeredGame();
    input.end('start\n');
    await vi.waitFor(() => expect(room.phase).toBe('ready'), WAIT_OPTIONS);
    await new Promise(setImmediate);
    await expect(Promise.race([done, 'still running'])).resolves.toBe('still running');
    room.command({ type: 'end' });
    room.command({ type: 'end' });
    await done;
  });

  it('stops when it is interrupted', async () => {
    const { stop, done } = steeredGame();
    stop();
    await expect(done).resolves.toBeUndefined();
  });

  it('stops at once if it was interrupted before it began', async () => {
    const { done } = steeredGame({ signal: AbortSignal.abort() });
    await expect(done).resolves.toBeUndefined();
  });
});

describe('new-pin', () => {
  it('draws a new PIN and writes it in a line', async () => {
    const { say, events, room } = steeredGame();
    await say('new-pin');
    expect(events.at(-1)).toMatchObject({ type: 'pin-changed', pin: room.pin });
  });
});

describe('an alarm of a headless game', () => {
  it('is written once each time that it begins', () => {
    const { room, clock, alarms } = steeredGame();
    room.alarms.raise('pin-guessing');
    room.alarms.raise('pin-guessing');
    room.alarms.raise('join-flood');
    expect(alarms).toEqual([
      { type: 'alarm', alarm: 'pin-guessing' },
      { type: 'alarm', alarm: 'join-flood' },
    ]);
    clock.advance(30_000);
    room.alarms.raise('pin-guessing');
    expect(alarms).toHaveLength(3);
  });
});
