import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answeredBy } from '../helpers/answered.ts';
import { fixture } from '../helpers/binary.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { TerminalProgram } from '../helpers/terminal.ts';
import { WireClient } from '../helpers/wire-client.ts';

const GOODBYE = 1001;
const CONNECTION_LOST = 1006;

/** Opens a question on a host that can be made to crash. Ada has answered it, and Grace has not. */
async function openQuestion() {
  const stateHome = temporaryFolder();
  const crashFile = join(stateHome, 'crash');
  const preload = pathToFileURL(fixture('crash.mjs')).href;
  const game = await TerminalGame.host(fixture('two-questions.json'), {
    env: { NODE_OPTIONS: `--import ${preload}`, CRASH_FILE: crashFile },
    columns: 120,
    stateHome,
  });
  const [ada, grace] = await Promise.all(
    ['Ada', 'Grace'].map((name) => WireClient.join(`ws://${game.address}`, game.pin, name)),
  );
  if (!ada || !grace) throw new Error('nobody has joined');
  await game.host.shows('2 players');
  await game.host.continue('start', 'start now');
  await ada.stage('question', 0);
  ada.send({ type: 'answer', question: 0, answer: 1 });
  await ada.next('you', ({ answered }) => answered);
  const crash = (how: string) => writeFileSync(crashFile, how);
  return { host: game.host, ada, grace, stateHome, crash };
}

describe('a host', () => {
  it.each([
    ['the server throws an error', 'a bug in the server', GOODBYE],
    ['the server rejects a promise', 'a bug in the server', GOODBYE],
    ['the server ends unexpectedly', 'exit code 3', CONNECTION_LOST],
    ['the screen throws an error', 'a bug in the screen', GOODBYE],
    ['the screen cannot be drawn', 'a bug in the screen', GOODBYE],
  ])(
    'restores its terminal, says what happened, and can resume the game after a crash: %s',
    async (how, message, code) => {
      const { host, ada, grace, stateHome, crash } = await openQuestion();
      crash(how);
      expect(await host.exited).toBe(1);
      expect([host.isFullScreen, host.isCursorVisible]).toEqual([false, true]);
      expect(host.screen.split(message), host.screen).toHaveLength(2);
      expect(host.screen).toContain('host --resume');
      expect(await ada.closed).toBe(code);
      expect(await grace.closed).toBe(code);
      if (code === GOODBYE) expect(ada.last('bye')?.code).toBe('host-left');

      const again = new TerminalProgram(['host', '--resume'], { stateHome });
      await again.shows(answeredBy(1, 2));
    },
  );
});
