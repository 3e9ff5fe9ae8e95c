import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';

/** Writes a quiz with a single question, whose answer is typed. Returns its path. */
function typedQuiz(): string {
  const file = join(temporaryFolder(), 'typed.json');
  const question = { type: 'text', question: 'Which status switches protocols?', answer: ['HTTP 101'] };
  writeFileSync(file, JSON.stringify({ title: 'Typed', questions: [question] }));
  return file;
}

describe('an answer that a player has typed but not sent', { timeout: 60_000 }, () => {
  it('is sent when time runs out, and earns points', async () => {
    const game = await TerminalGame.host(typedQuiz(), { flags: ['--time', '5'] });
    const ada = await game.join('Ada');
    game.host.press('  ');
    await ada.shows(/Enter {2}send/u);
    ada.press('http 101');
    await ada.shows('It is sent automatically when time runs out.');
    await ada.shows('✓ Correct');
    await ada.shows('Your answer was sent when time ran out.');
    await ada.shows('+500');
  });
});
