import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Alarm } from '../../../source/server/limits/alarms.ts';
import type { PlayerStatus, RoomCommand } from '../../../source/server/room/host-seat.ts';
import { hostIntent } from '../../../source/terminal/host/host-keys.ts';
import type { Stage } from '../../../source/view/stage.ts';
import { keys } from '../../helpers/keys.ts';
import { sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host, nextQuizzes } from '../apps.tsx';
import { playerStatus } from '../seats.ts';
import {
  NOW,
  type Phase,
  lobby,
  open,
  podium,
  question,
  ready,
  reveal,
  stage,
  standings,
} from '../stages.ts';

describe('hostIntent', () => {
  const at = (phase: Phase, alarms: readonly Alarm[] = []) => ({ stage: stage(phase), alarms });

  it('continues with the space bar and with Enter', () => {
    expect(hostIntent(text(' '), at(lobby()))).toBe('continue');
    expect(hostIntent({ type: 'enter' }, at(reveal()))).toBe('continue');
  });

  it('ignores a key that the phase has no use for', () => {
    expect(hostIntent(text(' '), at(open()))).toBeUndefined();
    expect(hostIntent(text('p'), at(reveal()))).toBeUndefined();
    expect(hostIntent(text('s'), at(lobby()))).toBeUndefined();
    expect(hostIntent(text('p'), at(lobby()))).toBeUndefined();
    expect(hostIntent(text('+'), at({ ...open(), closesAt: null }))).toBeUndefined();
  });

  it.each([lobby(), ready(), open(), reveal(), standings(), podium()])(
    'shows how to join with i, and locks the game with l, in any phase: $phase',
    (phase) => {
      for (const isPodiumShowing of [false, phase.phase === 'podium']) {
        expect(hostIntent(text('i'), { ...at(phase), isPodiumShowing })).toBe('addresses');
        expect(hostIntent(text('l'), { ...at(phase), isPodiumShowing })).toBe('lock');
      }
    },
  );

  it.each([lobby(), ready(), open(), reveal(), podium()])(
    'draws a new PIN with n in any phase, while somebody guesses it',
    (phase) => {
      expect(hostIntent(text('n'), at(phase))).toBeUndefined();
      expect(hostIntent(text('n'), at(phase, [{ type: 'join-flood' }]))).toBeUndefined();
      expect(hostIntent(text('n'), at(phase, [{ type: 'pin-guessing' }]))).toBe('new-pin');
    },
  );
});

describe("the host's keys", () => {
  it.each<[name: string, phase: Phase, key: string, command: RoomCommand['type']]>([
    ['start the game', lobby(), ' ', 'start'],
    ['lock the lobby', lobby(), 'l', 'lock'],
    ['unlock the lobby', lobby([], true), 'l', 'unlock'],
    ['open the question', ready(), ' ', 'next'],
    ['skip the question before it opens', ready(), 's', 'skip'],
    ['close the open question', open(), 's', 'close'],
    ['pause the question', open(), 'p', 'pause'],
    ['resume the question', { ...open(), pausedAt: NOW }, 'p', 'resume'],
    ['give an open question 10 s more', open(), '+', 'extend'],
    ['pause the countdown of the reveal', { ...reveal(), continuesAt: NOW + 5000 }, 'p', 'pause'],
    [
      'let the countdown of the standings run again',
      { ...standings(), continuesAt: NOW, pausedAt: NOW },
      'p',
      'resume',
    ],
    ['pause the countdown of the lobby', { ...lobby(), continuesAt: NOW + 5000 }, 'p', 'pause'],
    ['continue after the reveal', reveal(), keys.enter, 'next'],
    ['play again from the podium', podium(), 'r', 'again'],
  ])('%s', async (_, phase, key, type) => {
    const { seat, press } = host(stage(phase));
    press(key);
    await until(() => seat.commands).toEqual([{ type }]);
  });

  it.each([
    ['not-now', "You can't do that right now."],
    ['no-such-player', 'That player is no longer in the game.'],
  ] as const)('explain the rejection %s', async (code, message) => {
    const { seat, press, shows } = host(stage(lobby()));
    seat.rejection = code;
    press(' ');
    await shows(message);
  });

  it('ask before the game ends early', async () => {
    const { seat, press, shows } = host(stage(open()));
    press('e');
    await shows('End early and show the podium?');
    press('n');
    await shows(/s\W+end question/u);
    expect(seat.commands).toEqual([]);
    press('ey');
    await until(() => seat.commands).toEqual([{ type: 'end' }]);
  });

  it.each([' ', 'q', keys.enter])('ask before %j ends the game on the podium', async (key) => {
    const { seat, press, shows } = host(stage(podium()));
    press(key);
    await shows('End the game for everyone?');
    press(` ${keys.enter}n`);
    await shows(/r\W+play again/u);
    press(`${key}y`);
    await until(() => seat.commands).toEqual([{ type: 'end' }]);
  });

  it('ask before a game without players starts', async () => {
    const { seat, press, shows } = host(stage(lobby([]), 0));
    press('  ');
    await shows('Nobody has joined. Start anyway?');
    press('n y');
    await until(() => seat.commands).toEqual([{ type: 'start' }]);
  });

  it.each([
    ['end', 'e', stage(open()), 'End early and show the podium?', stage(podium())],
    ['start', ' ', stage(lobby([]), 0), 'Start anyway?', stage(lobby(['Ada']), 1)],
    ['quit', 'q', stage(open()), 'Close the game for everyone?', stage(podium())],
  ])('no longer ask whether to %s once the game has moved on', async (_, key, before, question, after) => {
    const { seat, press, shows, screen } = host(before);
    press(key);
    await shows(question);
    seat.update({ stage: after });
    await until(screen).not.toContain(question);
    press('y');
    press('k');
    await shows('Type to search.');
    expect(seat.commands).toEqual([]);
  });

  it('ask before the host quits', async () => {
    const { outcomes, press, shows } = host(stage(open()));
    press('q');
    await shows('Close the game for everyone?');
    press(keys.escape);
    await shows(/p\W+pause/u);
    press('q');
    await shows('Close the game for everyone?');
    press('y');
    await until(() => outcomes).toEqual(['quit']);
  });

  it('ask whether to close a game without players', async () => {
    const { press, shows } = host(stage(lobby([]), 0));
    press('q');
    await shows('Close the game?');
  });

  it.each<[key: string, phase: Phase]>([
    ['e', open()],
    ['q', open()],
    ['q', podium()],
    [' ', lobby([])],
  ])('ask a question that fits the smallest screen after %j', async (key, phase) => {
    const { press, shows, rows } = host(stage(phase, phase.phase === 'lobby' ? 0 : 29), {
      columns: 40,
      rows: 12,
    });
    press(key);
    await shows(/\? +y\W+yes +n\W+no$/u);
    expect(rows().at(-1)).not.toContain('…');
  });

  it('see the effect of the keys before them when they arrive together', async () => {
    const { seat, press, shows } = host(stage(lobby()));
    seat.onCommand = () => seat.update({ stage: stage(ready()) });
    press(' s');
    await until(() => seat.commands).toEqual([{ type: 'start' }, { type: 'skip' }]);
    press(' e');
    await shows('End early and show the podium?');
  });

  it('close the screen with Ctrl+C twice, even while a command is under way', async () => {
    const { seat, outcomes, press } = host(stage(lobby()));
    seat.onCommand = () => new Promise<void>(() => undefined);
    press(` ${keys.ctrlC}${keys.ctrlC}`);
    await until(() => outcomes).toEqual(['interrupted']);
  });

  it.each(sizes)('ask once after Ctrl+C, whatever the screen shows, on $columns × $rows', async (size) => {
    const { outcomes, press, shows } = host(stage(open()), size);
    press(`k${keys.ctrlC}`);
    await shows('Press Ctrl+C again to end the game');
    expect(outcomes).toEqual([]);
    press(keys.ctrlC);
    await until(() => outcomes).toEqual(['interrupted']);
  });

  it('take any other key after Ctrl+C as a no', async () => {
    const { seat, outcomes, press, shows } = host(stage(lobby()));
    press(keys.ctrlC);
    await shows('Press Ctrl+C again');
    press(` ${keys.ctrlC}`);
    await shows('Press Ctrl+C again');
    press('nl');
    await until(() => seat.commands).toEqual([{ type: 'lock' }]);
    expect(outcomes).toEqual([]);
  });

  it('forget a Ctrl+C after a few seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { press, screen } = host(stage(lobby()));
    press(keys.ctrlC);
    await vi.waitFor(() => expect(screen()).toContain('Press Ctrl+C again'));
    vi.advanceTimersByTime(5000);
    await vi.waitFor(() => expect(screen()).not.toContain('Press Ctrl+C again'));
  });
});

describe('the interrupted game', () => {
  const offered = (shown: Stage) =>
    host(shown, usualSize, undefined, [], { canResume: true, notice: 'Press r to resume.' });

  it('is resumed at once with r while nobody has joined the new one', async () => {
    const { outcomes, press, rows } = offered(stage(lobby([]), 0));
    expect(rows().at(-1)).toMatch(/r\W+resume the other game/u);
    press('r');
    await until(() => outcomes).toEqual(['resume-game']);
  });

  it('is resumed after asking once players have joined', async () => {
    const { outcomes, press, shows } = offered(stage(lobby()));
    press('r');
    await shows('Close this game for everyone, and resume the other?');
    press('n');
    await shows(/r\W+resume/u);
    press('ry');
    await until(() => outcomes).toEqual(['resume-game']);
  });

  it('is offered in the first lobby only', () => {
    const at = (shown: Stage, canResume = true) => ({ stage: shown, alarms: [], canResume });
    expect(hostIntent(text('r'), at(stage(lobby())))).toBe('resume-game');
    expect(hostIntent(text('r'), at(stage(lobby()), false))).toBeUndefined();
    expect(hostIntent(text('r'), at({ ...stage(lobby()), game: 2 }))).toBeUndefined();
    expect(hostIntent(text('r'), at(stage(podium())))).toBe('play-again');
  });
});

describe('the space bar', () => {
  it('is ignored, and its hint dim, for a moment after a change of phase', async () => {
    const { seat, press, raw, shows } = host(stage(ready()), usualSize, undefined, [], { settleMs: 200 });
    const isDim = () => raw().includes('\u001B[2m space ');
    expect(isDim()).toBe(false);
    seat.update({ stage: stage(reveal()) });
    press(` ${keys.enter}`);
    await shows('continue');
    expect(isDim()).toBe(true);
    await until(isDim).toBe(false);
    expect(seat.commands).toEqual([]);
    press(' ');
    await until(() => seat.commands).toEqual([{ type: 'next' }]);
  });

  it('counts at once on the first screen, and other keys always count', async () => {
    const { seat, press } = host(stage(ready()), usualSize, undefined, [], { settleMs: 1e6 });
    press(' ');
    await until(() => seat.commands).toEqual([{ type: 'next' }]);
    seat.update({ stage: stage(open()) });
    press('s');
    await until(() => seat.commands).toEqual([{ type: 'next' }, { type: 'close' }]);
  });
});

describe('the players who are missing', () => {
  const status = (name: string, change: Partial<PlayerStatus> = {}) =>
    playerStatus(name, { roundTrip: 20, ...change });
  const everybody = [
    status('Ada', { answered: true, roundTrip: 412.4 }),
    status('Grace'),
    status('Linus'),
    status('Zoë', { connected: false, roundTrip: 900 }),
  ];

  it.each(sizes)('are named while a question is open, on $columns × $rows', async (size) => {
    const { press, shows, screen } = host(stage(open()), size, undefined, everybody);
    press('w');
    await shows('Not answered yet: 2 of 4');
    for (const text of [
      'Grace  ·  Linus',
      'Away: 1 of 4',
      'Zoë',
      'Slow connection: 1 of 4',
      'Ada (412 ms)',
    ]) {
      expect(screen()).toContain(text);
    }
    // The clock stays visible.
    expect(screen()).toMatch(/ 20 s /u);
    press('w');
    await shows('Which status');
  });

  it('are only the players who are away or slow in other phases', async () => {
    const { press, shows, screen } = host(stage(reveal()), usualSize, undefined, everybody);
    press('w');
    await shows('Away: 1');
    expect(screen()).not.toContain('Grace');
  });

  it('can be empty', async () => {
    const { press, shows } = host(stage(reveal()), usualSize, undefined, [status('Ada')]);
    press('w');
    await shows('Nobody is away');
  });

  it('are counted if there are too many', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => status(`Player ${index}`));
    const { press, shows, rows } = host(stage(open()), usualSize, undefined, many);
    press('w');
    await shows(/and 2,\d+ more/u);
    expect(rows()).toHaveLength(24);
  });
});

describe('the preview of the next question', () => {
  const next = { question: { ...question, text: 'Which comes next?' }, correct: 2, explanation: 'So it is.' };

  it.each(sizes)(
    'shows the answer only after the host confirms that nobody else sees it, on $columns × $rows',
    async (size) => {
      const { seat, press, shows, screen, rows } = host(stage(reveal()), size);
      seat.next = next;
      press('v');
      await shows('Which comes next?');
      expect(screen()).toContain('Next: Question 3 of 12');
      expect(screen()).not.toContain('Answer: 426');
      press(`a${keys.enter}n`);
      await shows(/a\W+show the answer/u);
      expect(screen()).not.toContain('Answer: 426');
      press('ay');
      await shows('Answer: 426');
      expect(screen()).toContain('So it is.');
      expect(rows()).toHaveLength(size.rows);
      press('v');
      await shows(/space\W+continue/u);
    },
  );

  it('disappears when the phase changes', async () => {
    const { seat, press, shows, screen } = host(stage(standings()));
    seat.next = next;
    press('v');
    await shows('Which comes next?');
    seat.update({ stage: stage(open()) });
    await shows('Which status');
    expect(screen()).not.toContain('Next:');
    press('p');
    await until(() => seat.commands).toEqual([{ type: 'pause' }]);
  });

  it('is not offered at the last reveal and on the podium', () => {
    const last = { ...question, index: 11 };
    expect(hostIntent(text('v'), { stage: stage(reveal(last)), alarms: [] })).toBeUndefined();
    expect(hostIntent(text('v'), { stage: stage(podium()), alarms: [] })).toBeUndefined();
  });
});

describe('the list of all keys', () => {
  it('says why a key does nothing now', async () => {
    const { press, shows, screen } = host(stage(podium()));
    press('?');
    await shows(/v\W+no preview: no question is left/u);
    expect(screen()).toMatch(/p\W+no pause: no clock is running/u);
  });

  it.each(sizes)('names every key of the screen on $columns × $rows', async (size) => {
    const { press, shows, rows } = host(stage(open()), size);
    press('?');
    await shows('Keys');
    for (const key of ['s', 'p', '+', 'w', 'v', 'k', 'l', 'e', 'q', '?', 'Ctrl+C']) {
      expect(rows().slice(1, -1).join('\n')).toContain(` ${key} `);
    }
    expect(rows()).toHaveLength(size.rows);
    press('?');
    await shows(/\d+\/37|answered/u);
  });

  it.each([
    ['who is missing', open(), 'w', 'Not answered yet', 'Esc'],
    ['how to join', open(), 'i', 'npx termquiz join', 'c'],
    ['the next question', reveal(), 'v', 'Players and watchers do not see this.', 'a'],
    ['a dispute', reveal(), 'd', 'What is fair?', 'Enter'],
  ])('names the keys of the screen with %s, and leads back to it', async (_, phase, key, text, ownKey) => {
    const { seat, press, shows, screen } = host(stage(phase), usualSize, undefined, [playerStatus('Ada')]);
    seat.next = { question, correct: 0, explanation: null };
    seat.disputes = [{ index: 2, text: 'Which one?', answers: [] }];
    press(key);
    await shows(text);
    press('?');
    await shows('show or hide this list');
    expect(screen()).toContain(` ${ownKey} `);
    expect(screen()).not.toContain('close the game');
    press('?');
    await shows(text);
  });

  it('does not lead back to the preview of a question that players see by then', async () => {
    const { seat, press, shows, screen } = host(stage(standings()));
    seat.next = { question, correct: 0, explanation: null };
    press('v');
    await shows('Players and watchers do not see this.');
    press('?');
    await shows('show the answer');
    seat.update({ stage: stage(open()) });
    await shows('close the game');
    press('?');
    await shows('answered');
    expect(screen()).not.toContain('Players and watchers');
  });

  it('closes for any other key, which has its usual effect', async () => {
    const { seat, press, shows } = host(stage(open()));
    press('?');
    await shows('Keys');
    press('p');
    await shows('Which status');
    await until(() => seat.commands).toEqual([{ type: 'pause' }]);
  });
});

describe("the host's header", () => {
  it.each<[name: string, phase: Phase, shown: string]>([
    ['a lobby that starts soon', { ...lobby(), continuesAt: NOW + 4000 }, ' starts in 4 s '],
    ['a reveal that continues soon', { ...reveal(), continuesAt: NOW + 4000 }, ' continues in 4 s '],
    ['standings that are paused', { ...standings(), continuesAt: NOW + 4000, pausedAt: NOW }, ' paused '],
  ])('shows the countdown of %s', (_, phase, shown) => {
    expect(host(stage(phase)).rows()[0]).toContain(shown);
  });

  it('says that the question was extended', async () => {
    const { seat, rows } = host(stage(open()));
    seat.update({ stage: stage({ ...open(), closesAt: NOW + 30_000 }) });
    await until(() => rows()[0]).toContain(' 10 s more ');
  });

  it('does not take a pause for an extension', async () => {
    const { seat, shows, rows } = host(stage({ ...open(), pausedAt: NOW }));
    seat.update({ stage: stage({ ...open(), openedAt: NOW + 5000, closesAt: NOW + 25_000 }) });
    await shows('25 s');
    expect(rows()[0]).not.toContain('s more');
  });
});

/** Opens the list of quizzes, and waits until it listens to keys, which is a moment after it is drawn. */
async function openQuizzes({ press, shows, screen }: ReturnType<typeof host>): Promise<void> {
  press('o');
  await shows('Choose the next quiz');
  const search = () => {
    press('/');
    return screen();
  };
  await until(search).toMatch(/Esc\W+all quizzes/u);
  press(keys.escape);
  await shows(/play this quiz.*q\W+back/u);
}

describe("the host's choice of another quiz", () => {
  it('opens with o on the podium, and plays the chosen quiz with the same players', async () => {
    const drawn = host(stage(podium()));
    const { seat, press, shows } = drawn;
    await openQuizzes(drawn);
    await shows('CSS');
    press(`${keys.down}${keys.enter}`);
    await until(() => seat.commands).toEqual([{ type: 'again', quiz: nextQuizzes.quizzes[0]?.quiz }]);
    await shows('play again');
  });

  it('asks before Ctrl+Z stops the program', async () => {
    let stops = 0;
    const suspend = () => {
      stops += 1;
    };
    const drawn = host(stage(podium()), undefined, undefined, undefined, { suspend });
    const { press, shows } = drawn;
    await openQuizzes(drawn);
    press(keys.ctrlZ);
    await shows('Go to the shell?');
    expect(stops).toBe(0);
    press('y');
    await until(() => stops).toBe(1);
  });

  it('goes back to the podium with q, and asks after Ctrl+C', async () => {
    const drawn = host(stage(podium()));
    const { seat, outcomes, press, shows } = drawn;
    for (const [key, text] of [
      ['q', 'play again'],
      [keys.ctrlC, 'Press Ctrl+C again'],
    ] as const) {
      await openQuizzes(drawn);
      press(key);
      await shows(text);
    }
    expect(seat.commands).toEqual([]);
    expect(outcomes).toEqual([]);
  });

  it('is offered on the podium only', async () => {
    expect(hostIntent(text('o'), { stage: stage(podium()), alarms: [] })).toBe('next-quiz');
    expect(hostIntent(text('o'), { stage: stage(reveal()), alarms: [] })).toBeUndefined();
  });
});

describe("the host's screen", () => {
  it('closes when the game ends', async () => {
    const { seat, outcomes } = host(stage(podium()));
    expect(outcomes).toEqual([]);
    seat.update({ ended: true });
    await until(() => outcomes).toEqual(['ended']);
  });

  it.each([
    ['the lobby', lobby(), 'space  start'],
    ['a question before it opens', ready(), 'space  start now'],
    ['an open question', open(), 's  end question'],
    ['the reveal', reveal(), 'space  continue'],
    ['the podium', podium(), 'space  finish'],
  ])('names the main key of %s', (_, phase, hint) => {
    expect(host(stage(phase), usualSize).rows().at(-1)).toContain(hint);
  });

  it('names the key that skips a question', () => {
    expect(host(stage(ready())).rows().at(-1)).toMatch(/ s {2}skip/u);
  });
});

function text(character: string) {
  return { type: 'text', text: character } as const;
}
