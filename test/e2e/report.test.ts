import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { runTermquiz } from '../helpers/run-termquiz.ts';
import { WireClient } from '../helpers/wire-client.ts';

const quiz = fixture('two-questions.json');

/** A headless game of Ada and "=1+1" in which the first question is answered and revealed. */
async function gameWithOneQuestion() {
  const { host, stateDir, journal, join } = await headlessGame();
  const players = await Promise.all([join('Ada'), join('=1+1')]);
  await host.openFirstQuestion();
  for (const [answer, player] of players.entries()) {
    await player.stage('question', 0);
    player.send({ type: 'answer', question: 0, answer });
  }
  await host.line('question-closed');
  const report = async (...args: string[]) => {
    const { exitCode, ...said } = await runTermquiz(['report', '--state-dir', stateDir, ...args]);
    expect(exitCode).toBe(0);
    return said;
  };
  return { host, stateDir, journal, report };
}

describe('the report of a game', () => {
  it('is available while it runs, in three files at its end, and on demand in each format', async () => {
    const { host, stateDir, journal, report } = await gameWithOneQuestion();
    const running = await report();
    expect(running.stderr).toMatch(/^This game is still running/u);
    expect(running.stdout).toMatch(/^ +1 +=1\+1 .*1 of 1/mu);

    host.command('end');
    await host.line('podium-shown');
    host.command('end');
    expect(await host.exited).toBe(0);
    const name = basename(journal, '.jsonl');
    const written = (ending: string) => readFileSync(join(stateDir, 'reports', `${name}.${ending}`), 'utf8');
    expect(host.stderr).toBe(`Report: ${join(stateDir, 'reports', `${name}.md`)}\n`);

    expect((await report()).stdout).toMatch(/^Two questions\n.* · 2 players · 1 question\n/u);
    for (const [format, ending] of Object.entries({ json: 'json', csv: 'csv', markdown: 'md' })) {
      expect(await report('--format', format)).toEqual({ stdout: written(ending), stderr: '' });
    }
    expect(written('csv')).toContain(`\r\n1,'=1+1,`);
    expect(JSON.parse(written('json'))).toMatchObject({
      title: 'Two questions',
      finished: true,
      players: [{ name: '=1+1', answers: [{ answer: 'two', mark: 'correct' }] }, { name: 'Ada' }],
    });

    expect((await report('--list')).stdout).toMatch(/Two questions +2 players +finished\n +\S+\.jsonl\n$/u);
    await report('--delete', name);
    expect(existsSync(journal)).toBe(false);
    expect(readdirSync(join(stateDir, 'reports'))).toEqual([]);
  });

  it('covers the game up to the point where its host was killed', async () => {
    const { host, report } = await gameWithOneQuestion();
    await host.crash();
    const { stdout, stderr } = await report();
    expect(stderr).toMatch(/^This game was interrupted/u);
    expect(stdout).toContain('2 players · 1 question · not finished');
    expect((await report('--list')).stdout).toContain('interrupted');
  });
});

describe.each([
  [80, 24],
  [40, 12],
])('the podium on a terminal of %i × %i', (columns, rows) => {
  it('names the report file, and the shell names it again afterwards', async () => {
    const reportDir = temporaryFolder();
    const game = await TerminalGame.host(quiz, { columns, rows, flags: ['--report-dir', reportDir] });
    await WireClient.join(`ws://${game.address}`, game.pin, 'Ada');
    await game.host.hides('Waiting for players');
    game.host.press(' e');
    await game.host.shows('End early');
    game.host.press('y');
    await game.host.shows(/Report: \S+-two-questions-\w{6}\.md/u);
    const file = readdirSync(reportDir).find((name) => name.endsWith('.md')) ?? '';
    expect(game.host.screen).toContain(file.slice(-20));
    expect(readFileSync(join(reportDir, file), 'utf8')).toContain('## Two questions');
    await game.host.continue('finish');
    game.host.press('y');
    expect(await game.host.exited).toBe(0);
    expect(game.host.screen.replaceAll('\n', '')).toContain(`Report: ${join(reportDir, file)}`);
  });
});
