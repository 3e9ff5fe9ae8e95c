import { describe, expect, it } from 'vitest';
import { type RejectionCode, rejectionMessages } from '../../../source/protocol/rejections.ts';
import { PlayerApp } from '../../../source/terminal/player/player-app.tsx';
import { QuizChooser } from '../../../source/terminal/chooser/quiz-chooser.tsx';
import { keys } from '../../helpers/keys.ts';
import { oneOfEach, quizOf } from '../../helpers/questions.ts';
import { type Drawn, draw, sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import type { ThemeOptions } from '../../../source/terminal/theme.ts';
import { host, player, replay, watcher } from '../apps.tsx';
import { FakePlayerSeat, playerStatus } from '../seats.ts';
import {
  type Phase,
  everyPhase,
  inOrder,
  lobby,
  multipleChoice,
  open,
  stage,
  typedNumber,
} from '../stages.ts';

const ascii: ThemeOptions = { ascii: true, colorDepth: 24 };
const result = { correct: true, points: 12_920, streakBonus: 100, answer: 0, time: 2000 };
const phases = Object.entries(everyPhase).map(([name, phase]): [string, Phase] => [name, inAscii(phase)]);

describe.each(sizes.slice(1, 2))('with --ascii on $columns × $rows', (size) => {
  it.each(phases)('the host screen draws %s in ASCII', (_, phase) => {
    expectAscii(host(stage(phase), size, ascii));
  });

  it('the watcher screen is in ASCII', async () => {
    const live = watcher(stage(lobby([])), size, ascii);
    live.source.update({ connection: 'reconnecting' });
    await live.shows('...');
    expectAscii(live);
    expectAscii(watcher(null, size, ascii));
    for (const phase of [lobby(['Ada']), open()]) {
      expectAscii(replay(stage(phase), { stop: 'interrupted' }, size, { theme: ascii }));
    }
  });

  it.each(phases)('the player screen draws %s in ASCII', (_, phase) => {
    const you = { score: 1_234_567, result };
    expectAscii(player(phase, you, size, ascii, { team: 'Team 1', advance: () => undefined }));
  });
});

describe('with --ascii', () => {
  it('answers being composed are in ASCII', async () => {
    for (const [asked, typed] of [
      [multipleChoice, `1${keys.down}`],
      [inOrder, ' '],
      [typedNumber, '12'],
    ] as const) {
      const app = player(open(asked), {}, usualSize, ascii);
      const before = app.screen();
      app.press(typed);
      await until(app.screen).not.toBe(before);
      expectAscii(app);
      app.press(asked === inOrder ? keys.enter + keys.enter : keys.enter);
      await app.shows(`sent...`);
      expectAscii(app);
    }
  });

  it('the prompts for joining a game are in ASCII', async () => {
    const seat = new FakePlayerSeat();
    const app = draw(
      <PlayerApp
        fields={{ address: undefined, pin: undefined, name: undefined }}
        connect={() => seat}
        nameSeed="seed"
        finish={() => undefined}
      />,
      usualSize,
      ascii,
    );
    await app.shows('Game address');
    expectAscii(app);
    app.press(`localhost${keys.enter}`);
    await app.shows('PIN');
    expectAscii(app);
    app.press(`1234${keys.enter}`);
    await app.shows('Connecting to the game...');
    expectAscii(app);
    seat.reject('bad-name');
    await app.shows('Your name');
    expectAscii(app);
  });

  it.each(rejectionCodes())('the message for the rejection %s is in ASCII', async (code) => {
    const app = player(lobby(), {}, usualSize, ascii);
    app.seat.update({ welcome: null });
    app.seat.reject(code);
    await app.shows(rejectionMessages[code].slice(0, 20));
    expectAscii(app);
  });

  it("the host's overlays and warnings are in ASCII", async () => {
    const players = [playerStatus('Ada'), playerStatus('Linus', { connected: false })];
    const app = host(stage(lobby()), usualSize, ascii, players);
    app.messages.update({ warnings: [`The game is not kept: ${'no space left on the device '.repeat(9)}`] });
    await app.shows('The game is not kept');
    expectAscii(app);
    app.press('k');
    await app.shows('Type to search');
    expectAscii(app);
    app.press(`${keys.escape}`);
    await app.shows('start');
    app.press('q');
    await app.shows('Close the game for everyone?');
    expectAscii(app);
  });

  it('the notice of a lost connection is in ASCII', async () => {
    const app = player(open(), {}, usualSize, ascii);
    app.seat.update({ connection: 'reconnecting' });
    await app.shows('reconnecting...');
    expectAscii(app);
  });

  it('the quiz chooser is in ASCII', () => {
    const quiz = { ...quizOf(oneOfEach), title: 'Git '.repeat(25), description: 'x '.repeat(90) };
    const choices = {
      quizzes: Array.from({ length: 40 }, (_, index) => ({ file: `${index}`, source: 'own' as const, quiz })),
      problems: [{ file: 'broken.json', message: 'not a quiz' }],
    };
    expectAscii(draw(<QuizChooser choices={choices} finish={() => undefined} />, usualSize, ascii));
  });
});

function rejectionCodes(): RejectionCode[] {
  return ['wrong-pin', 'full', 'locked', 'kicked', 'rate-limited', 'unknown-token', 'bad-message'];
}

function expectAscii({ screen }: Drawn) {
  expect(screen()).toMatch(/^[\n -~]+$/u);
}

/** Replaces the texts of quiz and players with ASCII, so that any other character comes from the screen itself. */
function inAscii(phase: Phase): Phase {
  return mapTexts(phase, (text) => text.replaceAll(/[^\n -~]/gu, '?'));
}

function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
  return JSON.parse(
    JSON.stringify(value, (_key, member: unknown) => (typeof member === 'string' ? change(member) : member)),
  );
}
