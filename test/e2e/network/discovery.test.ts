import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localNetworks } from '../../../source/network/discovery/multicast.ts';
import { HeadlessHost } from '../../helpers/headless-host.ts';
import { keys } from '../../helpers/keys.ts';
import { hasMulticast } from '../../helpers/multicast.ts';
import { choiceQuestion, quizOf } from '../../helpers/questions.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { TerminalProgram } from '../../helpers/terminal.ts';

const PIN = '482913';
/** Large enough to find our games among others on this network. */
const size = { columns: 120, rows: 50 };

describe.skipIf(!(await hasMulticast(localNetworks.addresses()[0])))('a game on the local network', () => {
  it('is found by join without an address, can be chosen and played, and disappears when it ends', async () => {
    const { title, file } = quizFile();
    const host = new TerminalProgram(['host', file, '--port', '0', '--pin', PIN]);
    await host.shows(/termquiz join \S+:\d/u);
    const [ada, grace] = [new TerminalProgram(['join'], size), new TerminalProgram(['join'], size)];
    await grace.shows(title);
    await choose(ada, title);
    await ada.shows('PIN');
    ada.press(`${PIN}${keys.enter}`);
    await ada.shows('Your name');
    ada.press(`Ada${keys.enter}`);
    await ada.shows("You're in, Ada");
    await host.shows('1 player');
    await host.continue('start', 'start now');
    await ada.shows('1-4');
    ada.press('1');
    await ada.shows(/✓ Correct|✗ Wrong/u);
    host.press('qy');
    expect(await host.exited).toBe(0);
    await grace.hides(title);
    ada.press(' ');
    expect(await ada.exited).toBe(1);
    grace.press(keys.ctrlC);
    expect(await grace.exited).toBe(130);
  });

  it('is announced by a headless host, but not with --no-discovery or on loopback', async () => {
    const [shown, hidden, local] = [quizFile(), quizFile(), quizFile()];
    const everywhere = ['--bind', '0.0.0.0'];
    const hosts = [
      new HeadlessHost(hidden.file, [...everywhere, '--no-discovery']),
      new HeadlessHost(local.file),
      new HeadlessHost(shown.file, everywhere),
    ];
    await Promise.all(hosts.map((host) => host.listening()));
    const player = new TerminalProgram(['join'], size);
    expect(await player.shows(shown.title)).not.toMatch(new RegExp(`${hidden.title}|${local.title}`, 'u'));
    const [, , last] = hosts;
    last?.kill('SIGTERM');
    await player.hides(shown.title);
    expect(player.screen).not.toMatch(new RegExp(`${hidden.title}|${local.title}`, 'u'));
    expect(await last?.exited).toBe(143);
  });
});

/** Writes a quiz with a unique title. */
function quizFile() {
  const title = `Found ${randomUUID().slice(0, 8)}`;
  const file = join(temporaryFolder(), 'quiz.json');
  writeFileSync(file, JSON.stringify({ ...quizOf([choiceQuestion()]), title }));
  return { title, file };
}

/** Moves the pointer to the game with this title, and chooses it. */
async function choose(player: TerminalProgram, title: string): Promise<void> {
  await player.shows(title);
  while (!player.screen.includes(`› ${title}`)) {
    const before = player.screen;
    player.press(keys.down);
    await expect.poll(() => player.screen).not.toBe(before);
  }
  player.press(keys.enter);
}
