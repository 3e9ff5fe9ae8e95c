import { describe, expect, it, onTestFinished } from 'vitest';
import { Session } from '../../../source/client/session.ts';
import { systemClock } from '../../../source/clock.ts';
import { inProcessTransport } from '../../../source/client/transport/in-process.ts';
import { Room } from '../../../source/server/room/room.ts';
import { PlayerApp, type PlayerOutcome } from '../../../source/terminal/player/player-app.tsx';
import { created } from '../../helpers/games.ts';
import { keys } from '../../helpers/keys.ts';
import { booleanQuestion, choiceQuestion } from '../../helpers/questions.ts';
import { draw, sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { player } from '../apps.tsx';
import { inOrder, podium, ready, reveal, stage, standings, typedText } from '../stages.ts';

describe('a game played alone', () => {
  it('needs only the space bar and the answers, from the first question to the end', async () => {
    const { press, shows, outcomes } = alone();
    await shows('Question 1 of 2');
    await shows(/space\W+start now/u);
    press(' ');
    await shows('● 3  south');
    press('2');
    await shows('✓ Correct');
    await shows(/space\W+continue/u);
    press(' ');
    await shows('Question 2 of 2');
    press(' ');
    await shows('False');
    press('f');
    await shows('✗ Wrong');
    press(' ');
    await shows("That's a wrap!");
    await shows(/1 of 2\s+1\s+\d+\.\d+ s/u);
    expect(outcomes).toEqual([]);
    press(' ');
    await until(() => outcomes).toMatchObject([{ type: 'ended', end: { code: 'ended' } }]);
  });

  it('can be left at any time', async () => {
    const { press, shows, outcomes } = alone();
    await shows('Question 1 of 2');
    press('qy');
    await until(() => outcomes).toEqual([{ type: 'left' }]);
  });
});

it('does not count a single player among those who got it right', async () => {
  const { seat, screen, shows } = player(reveal(inOrder));
  await shows('got it right');
  seat.update({ stage: { ...stage(reveal(inOrder)), players: 1 } });
  await until(screen).not.toContain('got it right');
});

describe('the space bar in a game played alone', () => {
  it.each([ready(), reveal(), standings(), podium()])(
    'continues in every phase whose key hints say so',
    async (phase) => {
      let advanced = 0;
      const advance = () => {
        advanced += 1;
      };
      const { press, rows } = player(phase, {}, usualSize, undefined, { advance });
      expect(rows().at(-1)).toMatch(/^ +space {2}/u);
      press(' ');
      await until(() => advanced).toBe(1);
    },
  );

  it('does nothing in a game with a host', () => {
    expect(player(reveal()).rows().at(-1)).not.toContain('space');
  });

  it('does not skip the reveal if the player was still typing', async () => {
    let advanced = 0;
    const advance = () => {
      advanced += 1;
    };
    const result = { correct: false, points: 0, streakBonus: 0, answer: null, time: null };
    const { press, rows } = player(reveal(typedText), { result }, usualSize, undefined, { advance });
    expect(rows().at(-1)).toMatch(/^ +Enter {2}continue/u);
    press(`two words${keys.enter}`);
    await until(() => advanced).toBe(1);
  });
});

describe.each(sizes)('the end of a game played alone on $columns × $rows', (size) => {
  it('shows the points, and how many answers were correct', () => {
    const summary = { correct: 9, questions: 12, bestStreak: 5, fastest: 843 };
    const shown = player(podium(), { score: 1840, summary }, size, undefined, { advance: () => undefined });
    expect(shown.screen()).toMatch(/9 of 12\s+5\s+0\.84 s/u);
    expect(shown.screen()).toContain('points');
  });
});

it('mentions no points at the end of a game played alone without scoring', () => {
  const { screen } = player(podium(), { rank: 1, score: 0 }, usualSize, undefined, {
    advance: () => undefined,
  });
  expect(screen()).toContain("That's a wrap!");
  expect(screen()).not.toContain('points');
});

function alone() {
  const clock = systemClock();
  const settings = { startAt: 1 };
  const room = new Room(created({ questions: [choiceQuestion(), booleanQuestion()], settings }), {
    clock,
    pin: '0000',
  });
  const token = 'a'.repeat(22);
  const transport = inProcessTransport(room, clock);
  const seat = new Session({ transport, clock, tokenFor: () => token, random: Math.random });
  onTestFinished(() => room.close());
  const outcomes: PlayerOutcome[] = [];
  const app = (
    <PlayerApp
      fields={{ address: 'here', pin: room.pin, name: 'You' }}
      connect={() => seat}
      nameSeed="seed"
      advance={() => {
        room.command({ type: 'next' });
        if (room.snapshot().stage.phase === 'standings') room.command({ type: 'next' });
      }}
      finish={(outcome) => outcomes.push(outcome)}
    />
  );
  return { outcomes, ...draw(app) };
}
