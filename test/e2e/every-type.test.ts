import { describe, expect, it } from 'vitest';
import { answeredBy } from '../helpers/answered.ts';
import { fixture } from '../helpers/binary.ts';
import { keys } from '../helpers/keys.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { TerminalProgram } from '../helpers/terminal.ts';
import { WireClient } from '../helpers/wire-client.ts';

const quiz = fixture('every-type.json');

/** The questions in play order, the keys of a correct answer, the same on the wire, and what the player sees then. */
const questions = [
  { text: 'Tabs or spaces?', correct: '1', answer: 0, seen: 'Thanks for your vote' },
  { text: 'Which is even?', correct: '2', answer: 1, seen: '✓ Correct' },
  { text: 'Zero is even.', correct: 't', answer: true, seen: '✓ Correct' },
  { text: 'Which are prime?', correct: `13${keys.enter}`, answer: [0, 2], seen: '✓ Correct' },
  {
    text: 'Which status switches protocols?',
    correct: `http101.${keys.enter}`,
    answer: '101',
    seen: '✓ Correct',
  },
  { text: 'How many bits are in a byte?', correct: `８.０${keys.enter}`, answer: 8, seen: '✓ Correct' },
  // Two items are never shown in the correct order, so moving the first one down solves it.
  { text: 'From small to large', correct: `2${keys.enter}`, answer: [1, 0], seen: '✓ Correct' },
  { text: 'What does it print?', correct: 'b', answer: 1, seen: '✓ Correct' },
];

/** The hint for the key that submits an answer. */
const canAnswer = /Enter {2}(?:choose|send)/u;

describe('a game of every type of question, in two teams', { timeout: 120_000 }, () => {
  it('reaches the podium, survives a pause, and can be played again by the same players', async () => {
    const game = await TerminalGame.host(quiz);
    const ada = game.player('Ada', { flags: ['--team', 'blue'] });
    await ada.shows('Blue');
    const grace = await WireClient.join(`ws://${game.address}`, game.pin, 'Grace');
    expect(grace.last('welcome')?.player).toMatchObject({ team: 'Red' });
    await game.host.shows('2 players');
    await game.host.continue('start');
    for (const [index, { text, correct, answer, seen }] of questions.entries()) {
      await Promise.all([game.host, ada].map((terminal) => terminal.shows(text)));
      await game.host.continue('start now');
      await game.host.shows(answeredBy(0, 2));
      if (index === 1) await pauseAndResume(game.host, ada);
      await ada.shows(canAnswer);
      ada.press(correct);
      await ada.shows('locked in');
      grace.send({ type: 'answer', question: index, answer });
      await ada.shows(seen);
      await game.host.continue('continue');
      if (index === questions.length - 1) break;
      const standings = await game.host.shows('Standings');
      // A poll has no points.
      expect(standings).toContain(index === 0 ? 'No points so far.' : 'Blue');
      await game.host.continue('next question');
    }
    await Promise.all([game.host.shows('Blue'), ada.shows(/of 2 with/u)]);
    const { summary } = await grace.next('you', (you) => you.summary !== undefined);
    expect(summary).toMatchObject({ correct: questions.length - 1 });
    game.host.press('r');
    await ada.shows("You're in, Ada");
    await game.host.shows('2 players');
    await game.host.continue('start');
    await grace.stage('ready', 0);
  });

  it('can end early, with the standings so far', async () => {
    const game = await TerminalGame.host(quiz);
    const ada = await game.join('Ada');
    await game.host.continue('start', 'start now');
    await ada.shows(canAnswer);
    ada.press('1');
    await ada.shows('Thanks for your vote');
    await game.host.continue('continue');
    await game.host.shows('Standings');
    await game.host.continue('next question', 'start now');
    await ada.shows('two');
    await ada.shows(canAnswer);
    ada.press('2');
    await ada.shows('✓ Correct');
    game.host.press('e');
    await game.host.shows('End early');
    game.host.press('y');
    await ada.shows("That's a wrap!");
    await game.host.continue('finish');
    game.host.press('y');
    expect(await game.host.exited).toBe(0);
  });
});

describe('termquiz play', { timeout: 120_000 }, () => {
  it('plays every question without a host, up to the final score', async () => {
    const alone = new TerminalProgram(['play', quiz]);
    for (const { text, correct, seen } of questions) {
      await alone.shows(text);
      alone.press(' ');
      await alone.shows(canAnswer);
      alone.press(correct);
      await alone.shows(seen);
      alone.press(' ');
    }
    await alone.shows('7 of 7');
    alone.press(' ');
    expect(await alone.exited).toBe(0);
    await alone.shows(/termquiz: [\d,]+ points · 7 of 7 correct · best streak 7/u);
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
