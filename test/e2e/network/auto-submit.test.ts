import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { FaultyNetwork } from '../../helpers/faulty-network.ts';
import { headlessGame } from '../../helpers/headless-game.ts';
import { LOOPBACK } from '../../helpers/sockets.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { TerminalProgram } from '../../helpers/terminal.ts';

/** Writes a quiz with a single question, whose answer is typed. Returns its path. */
function typedQuiz(): string {
  const file = join(temporaryFolder(), 'typed.json');
  const question = { type: 'text', question: 'Which status switches protocols?', answer: ['HTTP 101'] };
  writeFileSync(file, JSON.stringify({ title: 'Typed', questions: [question] }));
  return file;
}

describe('an answer that a player on a slow network has typed but not sent', { timeout: 120_000 }, () => {
  it('is sent when time runs out, and earns points', async () => {
    const { host, listening } = await headlessGame({ quiz: typedQuiz(), flags: ['--time', '5'] });
    // An answer sent at zero would arrive 400 ms late: the player's clock is 200 ms behind the host's, and the answer takes as long.
    const network = await FaultyNetwork.before(listening.port);
    network.delayMs = 200;
    const address = `${LOOPBACK}:${network.port}`;
    const ada = new TerminalProgram(['join', address, listening.pin, '--name', 'Ada']);
    await ada.shows("You're in");
    await host.openFirstQuestion();
    await ada.shows(/Enter {2}send/u);
    ada.press('http 101');
    await ada.shows('It is sent automatically when time runs out.');
    await ada.shows('✓ Correct');
    await ada.shows('Your answer was sent when time ran out.');
    // An answer at zero earns 500 points. A player's clock may be a few milliseconds ahead, and every ten of them earn a point.
    await ada.shows(/Ada {2}5\d\d\b/u);
  });
});
