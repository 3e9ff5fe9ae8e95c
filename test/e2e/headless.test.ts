import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { validAnswer } from '../helpers/arbitraries.ts';
import { binary, fixture, node, userEnvironment } from '../helpers/binary.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { HeadlessHost } from '../helpers/headless-host.ts';
import { runTermquiz } from '../helpers/run-termquiz.ts';
import { LOOPBACK } from '../helpers/sockets.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { WireClient } from '../helpers/wire-client.ts';

const quiz = fixture('two-questions.json');

describe('host --headless', () => {
  it('prints how to reach the game first, then its events', async () => {
    const host = new HeadlessHost(quiz, ['--pin', '4711']);
    const listening = await host.listening();
    await host.line('game-created');
    expect(host.lines.map(({ type }) => type)).toEqual(['listening', 'game-created']);
    expect(listening).toEqual({
      type: 'listening',
      port: expect.any(Number),
      pin: '4711',
      addresses: ['127.0.0.1'],
      urls: [`ws://127.0.0.1:${listening.port}`],
      pages: [`http://127.0.0.1:${listening.port}/#4711`],
      packages: [],
      journal: expect.stringMatching(/games\/\d{8}-\d{6}-two-questions-\w{6}\.jsonl$/u),
    });
  });

  it('runs a game by commands to its end, and exits with 0', async () => {
    const { host, join } = await headlessGame();
    const ada = await join('Ada');
    host.command('start');
    await host.line('question-announced');
    host.command('next');
    await ada.stage('question', 0);
    host.command('pause');
    await host.line('game-paused');
    ada.send({ type: 'answer', question: 0, answer: 1 });
    expect(await ada.next('rejected')).toMatchObject({ code: 'paused', question: 0 });
    host.command('resume');
    await host.line('game-resumed');
    host.command('close');
    expect(await host.line('question-closed')).toMatchObject({ reason: 'host' });
    host.command('next');
    await host.line('standings-shown');
    host.command('next');
    await host.line('question-announced', ({ question }) => question === 1);
    host.command('skip');
    await host.line('podium-shown');
    host.command('end');
    await host.line('game-ended');
    expect(await ada.next('bye')).toMatchObject({ code: 'ended' });
    expect(await host.exited).toBe(0);
  });

  it('locks, unlocks and kicks by name', async () => {
    const { host, listening, url, join } = await headlessGame();
    const { pin } = listening;
    const mallory = await join('Mallory');
    host.command('kick MALLORY');
    expect(await mallory.next('bye')).toMatchObject({ code: 'kicked' });
    expect(await mallory.closed).toBe(4001);
    host.command('lock');
    await host.line('game-locked');
    const late = await WireClient.connect(url);
    late.send({ type: 'join', pin, name: 'Late' });
    expect(await late.next('rejected')).toMatchObject({ code: 'locked' });
    host.command('kick Nobody');
    expect(await host.line('refused')).toMatchObject({
      command: 'kick Nobody',
      code: 'no-such-player',
      message: expect.any(String),
    });
    host.command('unlock');
    await host.line('game-unlocked');
    late.send({ type: 'join', pin, name: 'Late' });
    expect(await late.next('welcome')).toMatchObject({ player: { name: 'Late' } });
  });

  it('ends early from any phase, with the standings so far', async () => {
    const { host, join } = await headlessGame();
    const ada = await join('Ada');
    await host.openFirstQuestion();
    await ada.stage('question');
    ada.send({ type: 'answer', question: 0, answer: 1 });
    await ada.stage('reveal');
    host.command('end');
    const podium = await host.line('podium-shown');
    expect(podium['standings']).toMatchObject([{ rank: 1, name: 'Ada', score: expect.any(Number) }]);
    host.command('end');
    expect(await host.exited).toBe(0);
  });

  it('refuses impossible and unknown commands, and continues', async () => {
    const { host } = await headlessGame();
    for (const command of [
      'next',
      'skip',
      'close',
      'pause',
      'resume',
      'unlock',
      'dance',
      '{"type":"start"}',
    ]) {
      host.command(command);
      await host.line('refused', (line) => line['command'] === command);
    }
    host.command('start');
    await host.line('question-announced');
  });

  it('does not stop at the end of its input', async () => {
    const { host, join } = await headlessGame();
    host.endInput();
    await join('Ada');
    await host.line('player-joined');
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('tells the players when it is stopped by %s, and exits with %i', async (signal, code) => {
    const { host, join } = await headlessGame();
    const ada = await join('Ada');
    host.kill(signal);
    expect(await ada.next('bye')).toMatchObject({ code: 'host-left' });
    expect(await ada.closed).toBe(1001);
    expect(await host.exited).toBe(code);
  });

  it('continues when nobody reads its output any longer', async () => {
    const { host, join } = await headlessGame();
    const ada = await join('Ada');
    host.closeOutput();
    host.command('start');
    await ada.stage('ready');
    host.command('next');
    await ada.stage('question');
  });

  it('continues if its input cannot be read, as under nohup', async () => {
    const args = [
      node,
      binary,
      'host',
      fixture('two-questions.json'),
      '--headless',
      '--bind',
      LOOPBACK,
      '--port',
      '0',
      '--pin',
      '4711',
    ];
    const host = spawn('sh', ['-c', 'exec "$@" 0>/dev/null', 'sh', ...args], {
      env: userEnvironment(temporaryFolder()),
    });
    onTestFinished(() => void host.kill('SIGKILL'));
    const [first] = z.array(z.string()).parse(await once(createInterface(host.stdout), 'line'));
    const { urls } = z.object({ urls: z.array(z.string()) }).parse(JSON.parse(first ?? ''));
    const ada = await WireClient.join(urls[0] ?? '', '4711', 'Ada');
    host.kill('SIGTERM');
    expect(await ada.next('bye')).toMatchObject({ code: 'host-left' });
    expect(await once(host, 'exit')).toEqual([143, null]);
  });

  it('plays again with the same players, who start at zero', async () => {
    const { host, join } = await headlessGame();
    const ada = await join('Ada');
    host.command('again');
    await host.line('refused', ({ command }) => command === 'again');
    await host.openFirstQuestion();
    await ada.stage('question');
    ada.send({ type: 'answer', question: 0, answer: 1 });
    await ada.next('you', ({ score }) => score > 0);
    host.command('end');
    await ada.stage('podium');
    host.command('again');
    expect(await ada.next('stage', ({ game }) => game === 2)).toMatchObject({
      phase: 'lobby',
      names: [{ name: 'Ada', team: null }],
    });
    expect(await ada.next('you', ({ question }) => question === null)).toMatchObject({
      score: 0,
      rank: null,
    });
    host.command('start');
    await ada.stage('ready');
  });

  it('runs a game automatically with --start-at and --auto', async () => {
    const { host, join } = await headlessGame({ flags: ['--start-at', '2', '--auto', '--auto-after', '1'] });
    const players = await Promise.all([join('Ada'), join('Grace')]);
    for (const question of [0, 1]) {
      await Promise.all(
        players.map(async (player) => {
          await player.stage('question', question);
          player.send({ type: 'answer', question, answer: question === 0 ? 1 : true });
        }),
      );
    }
    await host.line('podium-shown');
    expect(host.linesOf('standings-shown')).toHaveLength(1);
  });

  it('plays a quiz that termquiz made, up to the podium', async () => {
    const quiz = join(temporaryFolder(), 'quiz.json');
    const made = await runTermquiz(['make', 'git', 'and', 'http', '--count', '4', '--output', quiz]);
    expect(made).toMatchObject({ stderr: '', exitCode: 0 });
    const { host, join: joinGame } = await headlessGame({ quiz });
    const ada = await joinGame('Ada');
    host.command('start');
    for (const question of [0, 1, 2, 3]) {
      await host.line('question-announced', (line) => line['question'] === question);
      host.command('next');
      const stage = await ada.stage('question', question);
      if (stage.phase !== 'question') throw new Error(`question ${question} is not open`);
      ada.send({ type: 'answer', question, answer: validAnswer(stage.question.type, stage.question, 0) });
      await host.line('question-closed', (line) => line['question'] === question);
      if (question < 3) host.command('next');
      host.command('next');
    }
    expect((await host.line('podium-shown'))['standings']).toMatchObject([{ name: 'Ada' }]);
    expect(host.linesOf('answer-accepted')).toHaveLength(4);
  });

  it('assigns names and teams with --names generated and --teams', async () => {
    const flags = ['--names', 'generated', '--teams', 'red,blue'];
    const { listening, url, join } = await headlessGame({ flags });
    const players = await Promise.all(['x', 'y', 'z'].map(join));
    const seated = players.map((player) => player.last('welcome')?.player);
    for (const player of seated) expect(player?.name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/u);
    expect(seated.map((player) => player?.team).toSorted()).toEqual(['blue', 'red', 'red']);
    const wishing = await WireClient.connect(url);
    wishing.send({ type: 'join', pin: listening.pin, team: 'RED' });
    expect(await wishing.next('welcome')).toMatchObject({ player: { team: 'red' } });
  });

  it('leaves the hash of a token out of its output', async () => {
    const { host, join } = await headlessGame();
    await join('Ada');
    expect(await host.line('player-joined')).not.toHaveProperty('tokenHash');
  });
});
