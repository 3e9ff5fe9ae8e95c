import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadQuiz } from '../../source/quiz/file/load-quiz.ts';
import { answeredBy } from '../helpers/answered.ts';
import { bundledQuiz, fixture } from '../helpers/binary.ts';
import { FaultyNetwork } from '../helpers/faulty-network.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { keys } from '../helpers/keys.ts';
import { tokenOf } from '../helpers/rooms.ts';
import { LOOPBACK } from '../helpers/sockets.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { TerminalProgram } from '../helpers/terminal.ts';
import { WireClient } from '../helpers/wire-client.ts';

describe('a game in terminals', () => {
  it(
    'takes three players through the questions of a quiz, from the lobby to the podium',
    { timeout: 240_000 },
    async () => {
      const questions = questionsOf('git').slice(0, 3);
      const quiz = join(temporaryFolder(), 'quiz.json');
      writeFileSync(quiz, JSON.stringify({ title: 'Git', questions }));
      const game = await TerminalGame.host(quiz);
      const players = await Promise.all(['Ada', 'Grace', 'Linus'].map((name) => game.join(name)));
      await game.host.shows('3 players');

      await game.host.continue('start');
      for (const [index, { answer }] of questions.entries()) {
        const title = `Question ${index + 1} of ${questions.length}`;
        await game.host.shows(title);
        await game.host.continue('start now');
        await game.host.shows(answeredBy(undefined, 3));
        await Promise.all(
          players.map(async (player, seat) => {
            await player.shows(title);
            await player.shows(/1-\d {2}answer|T {2}F|true/iu);
            player.press(keyFor(answer, seat));
          }),
        );
        await game.host.shows('got it right');
        await Promise.all([players[0]?.shows(/✓ Correct/u), players[1]?.shows(/✗ Wrong/u)]);
        await game.host.continue('continue');
        if (index < questions.length - 1) {
          await game.host.shows('Standings');
          await game.host.continue('next question');
        }
      }
      await game.host.continue('show all');
      await game.host.shows(`of ${3 * questions.length} answers were correct`);
      // Ada or Linus wins, depending on the machine's speed. Grace, who is always wrong, is last.
      const [ada, grace] = players;
      await Promise.all([ada?.shows(/(?:You won! 1st|2nd) of 3/u), grace?.shows('3rd of 3')]);
      await game.host.continue('finish');
      game.host.press('y');
      expect(await game.host.exited).toBe(0);
      await ada?.shows('The game is over');
      ada?.press('q');
      expect(await ada?.exited).toBe(0);
      await ada?.shows(/termquiz: (?:1st|2nd) of 3 with [\d,]+ points · \d+ of \d+ correct/u);
    },
  );

  it('gives a player whose terminal was killed their seat and score back', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const stateHome = temporaryFolder();
    const [ada, grace] = await Promise.all([game.join('Ada', { stateHome }), wirePlayer(game, 'Grace')]);
    await game.host.shows('2 players');
    await game.host.continue('start', 'start now');
    await ada.shows('two');
    ada.press('2');
    await ada.shows('locked in');
    grace.send({ type: 'answer', question: 0, answer: 0 });
    await ada.shows('✓ Correct');
    const score = /Ada {2}([\d,]+)/u.exec(ada.screen)?.[1] ?? 'a score';
    ada.kill('SIGKILL');
    await ada.exited;

    const again = game.player('Ada', { stateHome });
    await again.shows(`${score} points`);
    await game.host.continue('continue');
    await game.host.shows(new RegExp(`Standings[^]*1 +Ada.* ${score}`, 'u'));
    await game.host.continue('next question', 'start now');
    await again.shows('Zero is even');
    await again.shows('1  True');
    again.press('t');
    await again.shows('locked in');
  });

  it('lets players join late', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const ada = await wirePlayer(game, 'Ada');
    await game.host.continue('start', 'start now');
    await ada.stage('question', 0);
    const late = game.player('Late');
    await late.shows('two');
    await game.host.shows(answeredBy(0, 2));
    late.press('b');
    await late.shows('locked in');
    ada.send({ type: 'answer', question: 0, answer: 0 });
    await game.host.shows('1 of 2 · 50 %');
    await late.shows('✓ Correct');
  });

  it('lets a player correct a wrong PIN and a taken name', async () => {
    const { listening, join } = await headlessGame();
    await join('Ada');
    const linus = new TerminalProgram(['join']);
    await linus.shows(/address/iu);
    linus.press(`${LOOPBACK}:${listening.port}${keys.enter}`);
    await linus.shows(/PIN/u);
    linus.press(`000${keys.enter}`);
    await linus.shows('Wrong PIN');
    linus.press(keys.ctrlU);
    linus.press(`${listening.pin}${keys.enter}`);
    await linus.shows(/your name/iu);
    linus.press(`ADA${keys.enter}`);
    await linus.shows('That name is taken');
    linus.press(keys.ctrlU);
    linus.press(`Linus${keys.enter}`);
    await linus.shows("You're in, Linus");
  });

  it('lets the host kick a player, who cannot rejoin by that name', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const stateHome = temporaryFolder();
    const [mallory] = await Promise.all([game.join('Mallory', { stateHome }), wirePlayer(game, 'Ada')]);
    await game.host.shows('2 players');
    game.host.press('k');
    await game.host.shows('Type to search');
    game.host.press('mal');
    await game.host.hides('Ada');
    game.host.press(keys.enter);
    await game.host.shows('› Kick');
    game.host.press(keys.enter);
    await game.host.shows('Kick Mallory?');
    game.host.press('y');
    await mallory.shows('The host has removed you');
    await game.host.shows(/1 player\b/u);
    mallory.press('q');
    expect(await mallory.exited).toBe(1);
    await game.player('Mallory', { stateHome }).shows('The host has removed you');
  });

  it('tells players who were removed while they were away, and lets them join again', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const network = await FaultyNetwork.before(Number(game.address.split(':').at(-1)));
    const address = `${LOOPBACK}:${network.port}`;
    const ada = new TerminalProgram(['join', address, game.pin, '--name', 'Ada']);
    await ada.shows("You're in, Ada");
    network.isDown = true;
    network.cut();
    game.host.press('k');
    await game.host.shows('Ada (away)');
    game.host.press(keys.ctrlA);
    await game.host.shows('Remove 1 player who is away?');
    game.host.press('y');
    await game.host.hides('Ada');
    network.isDown = false;
    await ada.shows('You were removed from the game while you were away.');
    ada.press(keys.enter);
    await ada.shows("You're in, Ada");
  });

  it('lets the host remove everybody who is away, and everybody from an address', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const { host } = game;
    const join = async (name: string) => wirePlayer(game, name);
    const [ada, bob] = await Promise.all([join('Ada'), join('Bob')]);
    bob.drop();
    host.press('k');
    await host.shows(/Bob \(away\) +127\.0\.0\.1/u);
    host.press(keys.ctrlA);
    await host.shows('Remove 1 player who is away?');
    host.press(`${keys.enter}y`);
    await host.hides('Remove');
    await host.shows(/1 player\b/u);
    await join('Bob');
    await host.shows('2 players');
    host.press('k');
    await host.shows(/Bob +127\.0\.0\.1/u);
    host.press(keys.ctrlX);
    await host.shows('Remove 2 players from 127.0.0.1?');
    host.press('y');
    expect(await ada.next('bye')).toMatchObject({ code: 'kicked' });
    await host.shows('0 players');
  });

  it('is locked, paused and resumed with keys, which also end and skip questions', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const ada = await game.join('Ada');
    game.host.press('l');
    await game.host.shows(/locked/iu);
    const late = game.player('Late');
    await late.shows('This game is locked');
    await game.host.continue('start', 'start now');
    await ada.shows('two');
    game.host.press('p');
    await ada.shows(/paused/iu);
    await game.host.shows(/paused/iu);
    game.host.press('p');
    await ada.hides('PAUSED');
    game.host.press('s');
    await ada.shows(/no answer/iu);
    await game.host.continue('continue', 'next question');
    await ada.shows('Question 2 of 2');
    game.host.press('s');
    await ada.shows("That's a wrap!");
  });

  it('starts without a file from the list of bundled quizzes', async () => {
    const host = new TerminalProgram(['host', '--bind', '127.0.0.1', '--port', '0']);
    await host.shows(/Choose a quiz.*\d+ questions/su);
    host.press(keys.enter);
    await host.shows(/termquiz join \S+ \d{6}/u);
  });
});

/** Takes a seat for a player without a terminal of their own. The same name always gets the same seat. */
async function wirePlayer({ address, pin }: TerminalGame, name: string): Promise<WireClient> {
  return WireClient.join(`ws://${address}`, pin, name, tokenOf(name));
}

/** The questions of a bundled quiz that are answered with a single key. */
function questionsOf(name: string) {
  const loaded = loadQuiz(readFileSync(bundledQuiz(name), 'utf8'));
  if (!loaded.ok) throw new Error(`${name} does not load`);
  return loaded.quiz.questions.flatMap((question) =>
    question.type === 'choice' || question.type === 'boolean' ? [question] : [],
  );
}

/** Returns the key for a correct answer (players 1 and 3, the latter by letter) or a wrong one (player 2). */
function keyFor(answer: number | boolean, seat: number): string {
  if (typeof answer === 'boolean') return answer === (seat !== 1) ? 't' : 'f';
  const option = seat === 1 ? (answer + 1) % 2 : answer;
  return seat === 2 ? String.fromCodePoint(97 + option) : String(option + 1);
}
