import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockJournal } from '../../source/journal/lock.ts';
import { answeredBy } from '../helpers/answered.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import type { Listening } from '../helpers/headless-host.ts';
import { keys } from '../helpers/keys.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalProgram } from '../helpers/terminal.ts';
import { runTermquiz } from '../helpers/run-termquiz.ts';

/** Starts a headless game with Ada in it, and a watcher who sees its lobby. */
async function watchedGame() {
  const game = await headlessGame();
  await game.join('Ada');
  const screen = watch(game.listening);
  await screen.shows('1 player');
  return { ...game, screen };
}

function watch({ port, pin }: Listening): TerminalProgram {
  return new TerminalProgram(['watch', `127.0.0.1:${port}`, pin]);
}

/** Plays a game only for the first test that needs it. Each test gets a copy of its journal. */
function playedOnce(play: () => Promise<string>): () => Promise<string> {
  let text: string | undefined;
  return async () => {
    text ??= readFileSync(await play(), 'utf8');
    const journal = join(temporaryFolder(), 'game.jsonl');
    writeFileSync(journal, text);
    return journal;
  };
}

/** Returns the journal of a game that the host ended early, after Ada's answer to the first question. */
const journalOfEndedGame = playedOnce(async () => {
  const { host, journal, join } = await headlessGame();
  const ada = await join('Ada');
  await host.openFirstQuestion();
  await ada.stage('question', 0);
  ada.send({ type: 'answer', question: 0, answer: 1 });
  await host.line('question-closed');
  host.command('next');
  await host.line('standings-shown');
  host.command('end');
  await host.line('podium-shown');
  host.command('end');
  await host.exited;
  return journal;
});

/** Returns the journal of a game whose host was killed while the first question was open. */
const journalOfKilledHost = playedOnce(async () => {
  const { host, journal, join } = await headlessGame();
  await join('Ada');
  await host.openFirstQuestion();
  await host.line('time-passed');
  await host.crash();
  return journal;
});

describe('termquiz watch <address> <pin>', () => {
  it('shows a game from the lobby to the podium, which stays until q', async () => {
    const { host, listening, join } = await headlessGame();
    const screen = watch(listening);
    await screen.shows(`npx termquiz join 127.0.0.1:${listening.port} ${listening.pin}`);
    await screen.shows('Waiting for players');
    const ada = await join('Ada');
    await screen.shows('1 player');
    // A watcher's keys do not affect the game.
    screen.press(' pske');
    host.command('start');
    await screen.shows('Question 1 of 2');
    host.command('next');
    await screen.shows(answeredBy(0, 1));
    await ada.stage('question', 0);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    await screen.shows('✓');
    expect(screen.rows[0]).toContain(`PIN ${listening.pin}`);
    host.command('next');
    await screen.shows('Standings');
    host.command('end');
    await screen.shows('1 of 1 answers were correct');
    host.command('end');
    expect(await host.exited).toBe(0);
    expect(screen.isFullScreen).toBe(true);
    screen.press('q');
    expect(await screen.exited).toBe(0);
    expect(screen).toMatchObject({ isFullScreen: false, isCursorVisible: true });
    await screen.shows('The game is over');
  });

  it('reconnects after the host was killed and resumed the game', async () => {
    const { host, screen, comeBack, resume } = await watchedGame();
    host.command('start');
    await screen.shows('Question 1 of 2');
    host.command('next');
    await screen.shows(answeredBy(0, 1));
    await host.crash();
    await screen.shows('connection lost, reconnecting');
    expect(screen.screen).toMatch(answeredBy(0, 1));
    const again = resume();
    await again.listening();
    await screen.hides('connection lost');
    const ada = await comeBack('Ada');
    await ada.stage('question', 0);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    await screen.shows('✓');
    again.command('end');
    await screen.shows('1 of 1 answers were correct');
    again.command('end');
    expect(await again.exited).toBe(0);
    screen.press('q');
    expect(await screen.exited).toBe(0);
  });

  it('says that the host closed the game, and exits with 1', async () => {
    const { host, screen } = await watchedGame();
    host.kill('SIGTERM');
    await screen.shows('The host has closed the game');
    screen.press('q');
    expect(await screen.exited).toBe(1);
    expect(screen.isFullScreen).toBe(false);
    await screen.shows('The host has closed the game');
  });

  it('exits with 0 on q and 130 on Ctrl+C, unnoticed by the game', async () => {
    const { host, listening, screen } = await watchedGame();
    screen.press('q');
    expect(await screen.exited).toBe(0);
    const another = watch(listening);
    await another.shows('1 player');
    another.press(keys.ctrlC);
    expect(await another.exited).toBe(130);
    host.command('lock');
    await host.line('game-locked');
    expect(host.lines.map(({ type }) => type)).toEqual([
      'listening',
      'game-created',
      'player-joined',
      'game-locked',
    ]);
  });

  it('exits with 1 and says why if the PIN is wrong or there is no game', async () => {
    const { host, listening } = await headlessGame();
    const wrong = new TerminalProgram(['watch', `127.0.0.1:${listening.port}`, '0000']);
    expect(await wrong.exited).toBe(1);
    expect(wrong.screen).toContain('Wrong PIN');
    await host.crash();
    const nobody = watch(listening);
    expect(await nobody.exited).toBe(1);
    expect(nobody.screen).toContain('No reply from');
  });
});

describe('termquiz watch <game.jsonl>', () => {
  it('replays a game phase by phase, forwards and backwards, and stops on its podium', async () => {
    const screen = new TerminalProgram(['watch', await journalOfEndedGame()]);
    expect(await screen.shows('phase 1 of 6')).not.toMatch(/PIN|join/u);
    expect(screen.screen).toContain('Ada');
    screen.press(' ');
    await screen.shows('Question 1 of 2');
    screen.press(keys.enter);
    await screen.shows(answeredBy(1, 1));
    screen.press(keys.right);
    await screen.shows('✓');
    screen.press(keys.backspace);
    await screen.shows(answeredBy(1, 1));
    screen.press(keys.end);
    await screen.shows('1 of 1 answers were correct');
    screen.press(' ');
    screen.press(keys.home);
    await screen.shows('phase 1 of 6');
    screen.press('q');
    expect(await screen.exited).toBe(0);
    expect(screen).toMatchObject({ isFullScreen: false, isCursorVisible: true });
  });

  it('replays a game in real time with --play', async () => {
    const screen = new TerminalProgram(['watch', await journalOfEndedGame(), '--play']);
    await screen.shows('1 of 1 answers were correct');
    await screen.shows('play in real time');
    screen.press(keys.ctrlC);
    expect(await screen.exited).toBe(130);
  });

  it('replays an interrupted game to its end, with a warning about a truncated journal', async () => {
    const journal = await journalOfKilledHost();
    appendFileSync(journal, '{"type":"answer-acc');
    const before = readFileSync(journal);
    const screen = new TerminalProgram(['watch', journal]);
    await screen.shows("The journal's last line was truncated");
    screen.press(keys.end);
    await screen.shows('interrupted here');
    await screen.shows(answeredBy(0, 1));
    screen.press('q');
    expect(await screen.exited).toBe(0);
    expect(readFileSync(journal)).toEqual(before);
  });

  it('says that a game is still running, and ignores the line that is being written', async () => {
    const journal = await journalOfKilledHost();
    appendFileSync(journal, '{"type":"answer-acc');
    // This process holds the lock, as a running host does.
    onTestFinished(lockJournal(journal));
    const screen = new TerminalProgram(['watch', journal]);
    await screen.shows('phase 1 of 3');
    expect(screen.screen).not.toContain('last line');
    screen.press(keys.end);
    await screen.shows('still running');
    screen.press('q');
    expect(await screen.exited).toBe(0);
  });

  it('accepts a journal with any file name', async () => {
    const copy = join(temporaryFolder(), 'last-friday');
    copyFileSync(await journalOfKilledHost(), copy);
    const screen = new TerminalProgram(['watch', copy]);
    await screen.shows('phase 1 of 3');
  });

  it('accepts the id of a saved game', async () => {
    const stateHome = temporaryFolder();
    const folder = join(stateHome, 'termquiz', 'games');
    mkdirSync(folder, { recursive: true });
    copyFileSync(await journalOfKilledHost(), join(folder, '20261122-161205-git-k3x9ab.jsonl'));
    const screen = new TerminalProgram(['watch', 'k3x9ab'], { stateHome });
    await screen.shows('phase 1 of 3');
    const stateDir = join(stateHome, 'termquiz');
    const elsewhere = new TerminalProgram(['watch', 'k3x9ab', '--state-dir', stateDir]);
    await elsewhere.shows('phase 1 of 3');
  });

  it('exits with 1 and names the damaged line, or the missing journal', async () => {
    const journal = await journalOfKilledHost();
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"player-joined"', '"player-j'));
    const damaged = new TerminalProgram(['watch', journal], { columns: 200 });
    expect(await damaged.exited).toBe(1);
    expect(damaged.screen).toContain(`${journal}:3: this line is damaged.`);
    const missing = new TerminalProgram(['watch', 'nowhere.jsonl']);
    expect(await missing.exited).toBe(1);
    expect(missing.screen).toContain('nowhere.jsonl: ');
  });
});

describe('termquiz watch with wrong arguments', () => {
  it.each([
    [['192.168.1.20'], 'add the PIN'],
    [['not an address', '482913'], 'is not an address'],
    [['192.168.1.20', '482913', '--play'], '--play works only with a past game'],
    [['game.jsonl', '482913'], 'A past game needs no PIN'],
  ])('exits with 2 and says what to do: %j', async (args, hint) => {
    const screen = new TerminalProgram(['watch', ...args], { columns: 120 });
    expect(await screen.exited).toBe(2);
    expect(screen.screen).toContain(hint);
  });

  it('needs a terminal', async () => {
    expect(await runTermquiz(['watch', '127.0.0.1', '482913'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'termquiz watch needs a terminal.\n',
    });
  });
});
