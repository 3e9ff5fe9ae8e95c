import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { keys } from '../helpers/keys.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { TerminalProgram } from '../helpers/terminal.ts';

const quiz = fixture('every-type.json');

/** The questions in play order, the keys of a correct answer, and what the player sees then. */
const questions = [
  { text: 'Tabs or spaces?', right: '1', seen: 'Thanks for your vote' },
  { text: 'Which is even?', right: '2', seen: '✓ Correct' },
  { text: 'Zero is even.', right: 't', seen: '✓ Correct' },
  { text: 'Which are prime?', right: `13${keys.enter}`, seen: '✓ Correct' },
  { text: 'Which status switches protocols?', right: `http101.${keys.enter}`, seen: '✓ Correct' },
  { text: 'How many bits are in a byte?', right: `８.０${keys.enter}`, seen: '✓ Correct' },
  // Two items are never shown in the correct order, so moving the first one down solves it.
  { text: 'From small to large', right: `2${keys.enter}`, seen: '✓ Correct' },
  { text: 'What does it print?', right: 'b', seen: '✓ Correct' },
];

/** The hint for the key that submits an answer. */
const canAnswer = /Enter {2}(?:choose|send)/u;

describe('a game of every type of question, in two teams', { timeout: 120_000 }, () => {
  it('reaches the podium, survives a pause, and can be played again by the same players', async () => {
    const game = await TerminalGame.host(quiz);
    const ada = game.player('Ada', { flags: ['--team', 'blue'] });
    await ada.shows('Blue');
    const grace = game.player('Grace');
    await grace.shows('Red');
    await game.host.shows('2 players');
    game.host.press(' ');
    for (const [index, { text, right, seen }] of questions.entries()) {
      await Promise.all([game.host, ada, grace].map((terminal) => terminal.shows(text)));
      game.host.press(' ');
      await game.host.shows('0 of 2 answered');
      if (index === 1) await pauseAndResume(game.host, ada);
      await Promise.all([ada.shows(canAnswer), grace.shows(canAnswer)]);
      ada.press(right);
      await ada.shows('locked in');
      grace.press(right);
      await Promise.all([ada.shows(seen), grace.shows(seen)]);
      game.host.press(' ');
      if (index === questions.length - 1) break;
      const standings = await game.host.shows('Standings');
      // A poll has no points.
      expect(standings).toContain(index === 0 ? 'No points so far.' : 'Blue');
      game.host.press(' ');
    }
    await Promise.all([game.host.shows('Blue'), ada.shows(/of 2 with/u)]);
    game.host.press('r');
    await ada.shows("You're in, Ada");
    await game.host.shows('2 players');
    game.host.press(' ');
    await grace.shows('Tabs or spaces?');
  });

  it('can end early, with the standings so far', async () => {
    const game = await TerminalGame.host(quiz);
    const ada = await game.join('Ada');
    game.host.press('  ');
    await ada.shows(canAnswer);
    ada.press('1');
    await ada.shows('Thanks for your vote');
    game.host.press(' ');
    await game.host.shows('Standings');
    game.host.press('  ');
    await ada.shows('two');
    await ada.shows(canAnswer);
    ada.press('2');
    await ada.shows('✓ Correct');
    game.host.press('e');
    await game.host.shows('Finish now');
    game.host.press('y');
    await ada.shows(/of 1 with/u);
    game.host.press(' y');
    expect(await game.host.exited).toBe(0);
  });
});

describe('termquiz play', { timeout: 120_000 }, () => {
  it('plays every question without a host, up to the final score', async () => {
    const alone = new TerminalProgram(['play', quiz]);
    for (const { text, right, seen } of questions) {
      await alone.shows(text);
      alone.press(' ');
      await alone.shows(canAnswer);
      alone.press(right);
      await alone.shows(seen);
      alone.press(' ');
    }
    await alone.shows('7 of 7 answers correct');
    alone.press(' ');
    expect(await alone.exited).toBe(0);
  });

  it('refuses a broken quiz', async () => {
    const broken = new TerminalProgram(['play', fixture('invalid.json')], { columns: 200 });
    expect(await broken.exited).toBe(2);
    expect(broken.screen).toContain('invalid.json:4:');
  });

  it('offers the bundled quizzes', async () => {
    const alone = new TerminalProgram(['play']);
    await alone.shows(/Choose a quiz.*\d+ questions/su);
    alone.press(keys.escape);
    expect(await alone.exited).toBe(0);
  });
});

async function pauseAndResume(host: TerminalProgram, player: TerminalProgram): Promise<void> {
  host.press('p');
  await Promise.all([host.shows(/paused/iu), player.shows(/paused/iu)]);
  player.press('1');
  host.press('p');
  await Promise.all([host.hides('PAUSED'), player.hides('PAUSED')]);
}
