import { appendFileSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validAnswer } from '../helpers/arbitraries.ts';
import { bundledQuiz, fixture } from '../helpers/binary.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { HeadlessHost } from '../helpers/headless-host.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalProgram } from '../helpers/terminal.ts';
import type { WireClient } from '../helpers/wire-client.ts';

const quiz = fixture('two-questions.json');

/** Gives an answer, correct or not, and waits until it is accepted. */
async function answerOpenQuestion(player: WireClient, question: number): Promise<void> {
  const stage = await player.stage('question', question);
  if (stage.phase !== 'question') throw new Error(`question ${question} is not open`);
  const answer = validAnswer(stage.question.type, stage.question, question + 1);
  player.send({ type: 'answer', question, answer });
  await player.next('you', (you) => you.question === question && you.answered);
}

describe('a host killed in the middle of a question', () => {
  it('resumes with the same port and PIN, every acknowledged answer and the time that was left', async () => {
    const { host, listening, join, comeBack, resume } = await headlessGame();
    const [ada] = await Promise.all([join('Ada'), join('Grace')]);
    await host.openFirstQuestion();
    const before = await ada.stage('question', 0);
    ada.send({ type: 'answer', question: 0, answer: 1 });
    await ada.next('you', ({ answered }) => answered);
    const { time } = await host.line('answer-accepted');
    await host.line('time-passed');
    await host.crash();

    const again = resume();
    expect(await again.listening()).toEqual({ ...listening });
    const back = await comeBack('Ada');
    expect(await back.next('you')).toMatchObject({ answered: true, answer: 1, score: 0 });
    const after = await back.stage('question', 0);
    const left = (stage: typeof before) => (stage.phase === 'question' ? (stage.closesAt ?? 0) : 0);
    expect(left(after)).toBeGreaterThan(left(before));

    const grace = await comeBack('Grace');
    await grace.stage('question', 0);
    grace.send({ type: 'answer', question: 0, answer: 0 });
    const { result, score } = await back.next('you', (you) => you.result !== null);
    expect(result).toMatchObject({ correct: true, time });
    expect(score).toBe(result?.points);
    again.command('end');
    await again.line('podium-shown');
  });

  it('resumes again and again, with the scores of an uninterrupted game', { timeout: 120_000 }, async () => {
    const names = ['Ada', 'Grace', 'Linus', 'Margaret', 'Ken'];
    const game = await headlessGame({ quiz: bundledQuiz('git') });
    let { host } = game;
    let players = await Promise.all(names.map((name) => game.join(name)));
    const expected = names.map(() => 0);
    host.command('start');
    for (let question = 0; question < 5; question++) {
      await Promise.all(players.map((player) => player.stage('ready', question)));
      host.command('next');
      await Promise.all(players.map((player) => player.stage('question', question)));
      // Some players answer before the host is killed, others after it has resumed.
      const early = players.slice(0, question);
      await Promise.all(early.map((player) => answerOpenQuestion(player, question)));
      await host.crash();
      host = game.resume();
      await host.listening();
      players = await Promise.all(names.map((name) => game.comeBack(name)));
      const yous = await Promise.all(players.map((player) => player.next('you')));
      expect(yous.map(({ answered }) => answered)).toEqual(names.map((_, index) => index < question));
      await Promise.all(players.slice(question).map((player) => answerOpenQuestion(player, question)));
      await Promise.all(
        players.map(async (player, index) => {
          const { result } = await player.next('you', (you) => you.result !== null);
          expected[index] = (expected[index] ?? 0) + (result?.points ?? 0) + (result?.streakBonus ?? 0);
        }),
      );
      host.command('next');
      await host.line('standings-shown');
      host.command('next');
    }
    host.command('end');
    await Promise.all(players.map((player) => player.stage('podium')));
    expect(players.map((player) => player.last('you')?.score)).toEqual(expected);
    expect(Math.max(...expected)).toBeGreaterThan(0);
  });

  it('waits for its players to reconnect before it closes the question', async () => {
    const { host, join, comeBack, resume } = await headlessGame();
    const [ada] = await Promise.all([join('Ada'), join('Grace')]);
    await host.openFirstQuestion();
    await ada.stage('question', 0);
    await host.crash();
    const again = resume();
    await again.listening();
    const back = await comeBack('Ada');
    await back.stage('question', 0);
    back.send({ type: 'answer', question: 0, answer: 1 });
    await back.next('you', ({ answered }) => answered);
    const grace = await comeBack('Grace');
    expect(await grace.next('stage')).toMatchObject({ phase: 'question' });
    expect(again.linesOf('question-closed')).toEqual([]);
  });
});

describe('a host stopped in the middle of a game', () => {
  it('by any signal gets its players and watchers back when it resumes', { timeout: 120_000 }, async () => {
    const { host, listening, resume } = await headlessGame();
    const address = `127.0.0.1:${listening.port}`;
    const ada = new TerminalProgram(['join', address, listening.pin, '--name', 'Ada'], { columns: 40 });
    const screen = new TerminalProgram(['watch', address, listening.pin]);
    await Promise.all([ada.shows("You're in"), screen.shows('1 player')]);
    await host.openFirstQuestion();
    await ada.shows('two');
    ada.press('2');
    const [score = 'a score'] = /Ada {2}[\d,]+/u.exec(await ada.shows(/✓ Correct/u)) ?? [];

    let running = host;
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
      running.kill(signal);
      await Promise.all([ada.shows('Your seat is saved'), screen.shows("you'll see it here")]);
      await running.exited;
      expect(running.stderr).toMatch(/^To resume this game, run ".+ host --resume --state-dir \S+"\.\n$/u);
      running = resume();
      await running.listening();
      await Promise.all([ada.hides('has closed the game'), screen.hides('has closed the game')]);
      expect(await ada.shows('✓ Correct')).toContain(score);
    }
    running.command('next');
    await Promise.all([ada.shows(/1 +Ada/u), screen.shows('Standings')]);
    running.command('end');
    running.command('end');
    expect(await running.exited).toBe(0);
    expect(running.stderr).toMatch(/^Report: /u);
    ada.press('q');
    expect(await ada.exited).toBe(0);
  });

  it('does not offer to resume without players, or on the podium', async () => {
    const empty = await headlessGame();
    empty.host.kill('SIGTERM');
    await empty.host.exited;
    expect(empty.host.stderr).toBe('');
    const played = await headlessGame();
    await played.join('Ada');
    played.host.command('end');
    await played.host.line('podium-shown');
    played.host.kill('SIGTERM');
    await played.host.exited;
    expect(played.host.stderr).not.toContain('To resume');
  });
});

describe('host --resume', () => {
  it.each([['--pin', '4711'], ['--seed', 'x'], ['--no-streaks']])(
    'refuses options that only apply to a new game: %s',
    async (...flags) => {
      const host = new HeadlessHost('--resume', flags);
      expect(await host.exited).toBe(2);
      expect(host.stderr).toContain(`${flags[0]} cannot be used with --resume`);
    },
  );

  it('fails if there is no game, or only one that has ended', async () => {
    const { host, resume } = await headlessGame();
    host.command('end');
    host.command('end');
    expect(await host.exited).toBe(0);
    const again = resume();
    expect(await again.exited).toBe(1);
    expect(again.stderr).toMatch(/^No interrupted game in /u);
  });

  it('accepts the id of a saved game', async () => {
    const { host, listening, journal, stateDir } = await headlessGame();
    await host.line('game-created');
    await host.crash();
    const id = basename(journal, '.jsonl').split('-').at(-1) ?? '';
    const again = new HeadlessHost(id, ['--resume', '--state-dir', stateDir]);
    expect(await again.listening()).toEqual(listening);
  });

  it('writes its reports to the folder given before the interruption', async () => {
    const reportDir = temporaryFolder();
    const { host, stateDir } = await headlessGame({ flags: ['--report-dir', reportDir] });
    await host.line('game-created');
    await host.crash();
    const again = new HeadlessHost('--resume', ['--state-dir', stateDir]);
    await again.line('host-returned');
    again.command('end');
    again.command('end');
    expect(await again.exited).toBe(0);
    expect(readdirSync(reportDir)).toHaveLength(3);
  });

  it('ignores the serving options of a journal from elsewhere, and names them', async () => {
    const { host, journal, stateDir } = await headlessGame();
    await host.line('game-created');
    await host.crash();
    const [folder, reportDir] = [temporaryFolder(), temporaryFolder()];
    const serving = {
      bind: '127.0.0.2',
      publicUrl: 'https://evil.example',
      tlsCert: '/etc/passwd',
      tlsKey: '/etc/passwd',
      trustProxy: true,
      reportDir,
    };
    const [header = '', ...lines] = readFileSync(journal, 'utf8').split('\n');
    const foreign = join(folder, 'friday.jsonl');
    writeFileSync(
      foreign,
      [JSON.stringify({ ...JSON.parse(header), port: 1, serving }), ...lines].join('\n'),
    );
    // A link is as foreign as the journal that it leads to.
    const link = join(stateDir, 'games', '20990101-000000-linked-abcdef.jsonl');
    symlinkSync(foreign, link);
    for (const game of [foreign, link]) {
      const again = new HeadlessHost(game, ['--resume', '--state-dir', stateDir, '--port', '0']);
      const { urls } = await again.listening();
      expect(urls).toEqual([expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/u)]);
      expect(again.stderr).toContain(
        'are ignored: --public-url, --trust-proxy, --tls-cert, --tls-key, --report-dir. Pass them',
      );
      if (game === foreign) await again.crash();
      else for (const _ of [1, 2]) again.command('end');
      await again.exited;
    }
    expect(readdirSync(reportDir)).toEqual([]);
    expect(readdirSync(join(stateDir, 'reports'))).toHaveLength(3);
  });

  it('uses the serving options of a journal in the state folder even if a link leads to it', async () => {
    const { host, journal, stateDir } = await headlessGame({ flags: ['--no-discovery', '--durable'] });
    const { port } = await host.listening();
    await host.line('game-created');
    await host.crash();
    const link = join(temporaryFolder(), 'link.jsonl');
    symlinkSync(journal, link);
    const again = new HeadlessHost(link, ['--resume', '--state-dir', stateDir]);
    expect(await again.listening()).toMatchObject({ port });
    expect(again.stderr).toBe('');
  });

  it('refuses a broken value in the header, names its line, and leaves no process and no lock behind', async () => {
    const { host, journal, stateDir } = await headlessGame();
    await host.line('game-created');
    await host.crash();
    const text = readFileSync(journal, 'utf8');
    for (const serving of ['{"publicUrl":"https://[::1"}', '{"reportDir":"x"}', '{"bind":"a b"}']) {
      writeFileSync(
        journal,
        text.replace(/"serving":\{[^}]*\}/u, () => `"serving":${serving}`),
      );
      const again = new HeadlessHost(journal, ['--resume', '--state-dir', stateDir]);
      expect(await again.exited).toBe(1);
      expect(again.stderr).toContain(`${journal}:1: this line is damaged at "serving.`);
    }
    expect(readdirSync(dirname(journal)).filter((name) => !name.includes('.lock-'))).toHaveLength(1);
  });

  it('drops a truncated last line, with a notice', async () => {
    const { host, journal, join, comeBack, resume } = await headlessGame();
    await join('Ada');
    await host.crash();
    appendFileSync(journal, '{"type":"game-lo');
    const again = resume();
    await again.listening();
    await comeBack('Ada');
    expect(again.stderr).toContain('was truncated');
    again.command('lock');
    await again.line('game-locked');
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).type)).toEqual([
      'journal',
      'game-created',
      'player-joined',
      'host-returned',
      'player-connected',
      'game-locked',
    ]);
  });

  it('refuses a journal with any other damage, and names the line', async () => {
    const { host, journal, join } = await headlessGame();
    await join('Ada');
    host.command('lock');
    await host.line('game-locked');
    await host.crash();
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"player-joined"', '"player-j'));
    const again = new HeadlessHost(journal, ['--resume']);
    expect(await again.exited).toBe(1);
    expect(again.stderr).toContain(`${journal}:3: this line is damaged. `);
  });

  it('refuses a game that another host is running', async () => {
    const { host, join, resume } = await headlessGame();
    expect(await resume().exited).toBe(1);
    await join('Ada');
    await host.line('player-joined');
  });

  // Only Linux has all of 127.0.0.0/8.
  describe.runIf(process.platform === 'linux')('on another address of the same machine', () => {
    const elsewhere = ['--bind', '127.0.0.2'];

    it('refuses a game that another host is running, and leaves its journal alone', async () => {
      const { host, journal, join, resume } = await headlessGame();
      const again = resume(elsewhere);
      expect(await again.exited).toBe(1);
      expect(again.stderr).toMatch(/jsonl: another host \(process \d+\) is running this game\. /u);
      await join('Ada');
      await host.line('player-joined');
      await host.crash();
      expect(readFileSync(journal, 'utf8').trimEnd().split('\n')).toHaveLength(3);
    });

    it('lets only one of two hosts resume a game at the same moment', async () => {
      const { host, join, resume } = await headlessGame();
      await join('Ada');
      for (let times = 0; times < 3; times++) {
        await host.crash();
        const both = [resume(), resume(elsewhere)];
        const codes = await Promise.all(
          both.map((one) => Promise.race([one.exited, one.line('host-returned').then(() => 'running')])),
        );
        expect(codes.filter((code) => code === 'running').length).toBeLessThan(2);
        expect(codes.filter((code) => code === 1).length).toBeGreaterThan(0);
        await Promise.all(both.map((one) => one.crash()));
      }
    });
  });
});

describe('a host that starts another game', () => {
  it('is told about the interrupted one, and how to resume it', async () => {
    const { host, stateDir, join } = await headlessGame();
    await join('Ada');
    await host.crash();
    const another = new HeadlessHost(quiz, ['--state-dir', stateDir]);
    await another.listening();
    await expect
      .poll(() => another.stderr)
      .toMatch(/ host --resume" to resume ".+", interrupted 1 minute ago with 1 player\./u);
  });

  it('can resume the interrupted one at once with r', { timeout: 120_000 }, async () => {
    const { host, stateDir, join, listening } = await headlessGame();
    await join('Ada');
    await host.crash();
    const another = new TerminalProgram(['host', quiz, '--state-dir', stateDir, '--port', '0'], {
      columns: 120,
    });
    await another.shows(/Press r to resume ".+", interrupted 1 minute ago with 1 player\./u);
    expect(another.screen).not.toContain(listening.pin);
    another.press('r');
    await another.shows('1 away');
    await another.shows(listening.pin);
    await another.hides('Press r');
    another.press('qy');
    expect(await another.exited).toBe(0);
    expect(another.screen.replaceAll('\n', '')).toContain('To resume this game, run');
  });

  it('is told nothing about one that another host is running', async () => {
    const { stateDir, join } = await headlessGame();
    await join('Ada');
    const another = new HeadlessHost(quiz, ['--state-dir', stateDir]);
    await another.listening();
    expect(another.stderr).toBe('');
  });
});

describe('a durable host', () => {
  it('plays a game as usual', async () => {
    const { host, join } = await headlessGame({ flags: ['--durable'] });
    const ada = await join('Ada');
    host.command('start');
    host.command('next');
    await answerOpenQuestion(ada, 0);
    await host.line('question-closed');
    host.command('end');
    expect(await host.line('podium-shown')).toMatchObject({ standings: [{ name: 'Ada' }] });
  });
});
