import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fixture } from '../../helpers/binary.ts';
import { authorityFile, certificate } from '../../helpers/certificates.ts';
import { headlessGame } from '../../helpers/headless-game.ts';
import { HeadlessHost } from '../../helpers/headless-host.ts';
import { TerminalGame } from '../../helpers/terminal-game.ts';
import { TerminalProgram } from '../../helpers/terminal.ts';
import { WireClient } from '../../helpers/wire-client.ts';

const quiz = fixture('two-questions.json');
const trusting = ['--ca', authorityFile];

/** Returns the options to host with a certificate of the fixtures. */
function servedWith(name: Parameters<typeof certificate>[0]): string[] {
  const { certFile, keyFile } = certificate(name);
  return ['--tls-cert', certFile, '--tls-key', keyFile];
}

describe('a game over TLS', () => {
  it("is played from the lobby to the podium, with the address on the host's screen", async () => {
    const game = await TerminalGame.host(quiz, { flags: servedWith('server') });
    expect(game.address).toMatch(/^wss:\/\/127\.0\.0\.1:\d+$/u);
    const ada = await game.join('Ada', { flags: trusting });
    await game.host.shows('1 player');
    await game.host.continue('start', 'start now');
    await ada.shows('two');
    ada.press('2');
    await ada.shows('✓ Correct');
    await game.host.continue('continue', 'next question', 'start now');
    await ada.shows('1  True');
    ada.press('f');
    await ada.shows('✗ Wrong');
    await game.host.continue('continue');
    await ada.shows("That's a wrap!");
    await game.host.continue('finish');
    game.host.press('y');
    expect(await game.host.exited).toBe(0);
    await ada.shows('The game is over');
  });

  it('rejects a certificate whose authority is not trusted', async () => {
    const game = await TerminalGame.host(quiz, { flags: servedWith('server') });
    const other = ['--ca', certificate('self-signed').certFile];
    for (const flags of [[], other]) {
      const ada = game.player('Ada', { flags });
      await ada.shows(/unknown\s+authority|authority\s+that\s+the\s+--ca\s+file\s+lacks/u);
      await ada.shows(/--ca\s+<file>/u);
    }
  });

  it('rejects a certificate for another name', async () => {
    const host = new HeadlessHost(quiz, servedWith('other-name'));
    const { port, pin, urls } = await host.listening();
    expect(urls).toEqual([`wss://quiz.example.org:${port}`]);
    const ada = new TerminalProgram(['join', `wss://127.0.0.1:${port}`, pin, '--name', 'Ada', ...trusting]);
    await ada.shows(/is for quiz\.example\.org,\s+not for 127\.0\.0\.1\.\s+Join/u);
  });

  it('tells players without TLS to use wss, and survives other programs', async () => {
    const host = new HeadlessHost(quiz, servedWith('server'));
    const { port, pin } = await host.listening();
    const ada = new TerminalProgram(['join', `127.0.0.1:${port}`, pin, '--name', 'Ada']);
    await ada.shows(`Use wss://127.0.0.1:${port}`);
    const noise = connect(port, '127.0.0.1');
    await new Promise((resolve) => {
      noise.on('error', resolve).on('close', resolve).resume().end('SSH-2.0-OpenSSH\r\n');
    });
    const grace = new TerminalProgram([
      'join',
      `wss://localhost:${port}`,
      pin,
      '--name',
      'Grace',
      ...trusting,
    ]);
    await grace.shows("You're in");
  });

  it('tells players who use wss that a game has no TLS', async () => {
    const host = new HeadlessHost(quiz);
    const { port, pin } = await host.listening();
    const ada = new TerminalProgram(['join', `wss://127.0.0.1:${port}`, pin, '--name', 'Ada']);
    await ada.shows(`127.0.0.1:${port} does not use TLS.`);
  });

  it('resumes with the same certificate, and the players reconnect', async () => {
    const flags = [...servedWith('server'), '--public-url', 'https://example.org/quiz/'];
    const { host, listening, resume } = await headlessGame({ flags });
    const { port, pin } = listening;
    const ada = new TerminalProgram(['join', `wss://127.0.0.1:${port}`, pin, '--name', 'Ada', ...trusting]);
    await ada.shows("You're in");
    await host.crash();
    await ada.shows('reconnecting');
    const again = resume();
    expect(await again.listening()).toEqual(listening);
    await again.line('player-connected');
    again.command('start');
    await ada.shows('Which number is even?');
  });

  it('exits with code 2 and the reason if the certificate cannot be used', async () => {
    const { certFile, keyFile } = certificate('server');
    const expired = certificate('expired');
    const cases: [string[], string][] = [
      [['--tls-cert', certFile], 'TLS needs both a certificate and its key'],
      [['--tls-key', keyFile], 'TLS needs both a certificate and its key'],
      [servedWith('expired'), `${expired.certFile}: this certificate expired on 2020-01-02.`],
      [
        ['--tls-cert', certFile, '--tls-key', expired.keyFile],
        `${expired.keyFile}: this key does not belong`,
      ],
      [['--tls-cert', 'nowhere.pem', '--tls-key', keyFile], 'nowhere.pem: '],
    ];
    for (const [flags, message] of cases) {
      const host = new HeadlessHost(quiz, flags);
      expect(await host.exited).toBe(2);
      expect(host.stderr).toMatch(message);
      expect(host.lines).toEqual([]);
    }
  });
});

describe('join --ca', () => {
  it('exits with code 2 and the reason if the file has no certificate', async () => {
    const ada = new TerminalProgram(['join', '127.0.0.1', '4711', '--ca', quiz]);
    expect(await ada.exited).toBe(2);
    expect(ada.output).toContain('no valid certificate');
  });
});

describe('host --public-url', () => {
  it("is the first address on the host's screen", async () => {
    const flags = ['--public-url', 'https://example.org/quiz/'];
    // Beside the QR code, the whole command needs more than 80 columns.
    const game = await TerminalGame.host(quiz, { columns: 120, flags });
    await game.host.shows('npx termquiz join https://example.org/quiz 482913');
    game.host.press('i');
    await game.host.shows(
      /Other ways[^]*join https:\/\/example\.org\/quiz 482913[^]*npx termquiz join 127\.0\.0\.1:\d+ 482913/u,
    );
  });

  it('is the first URL of a headless host, which serves the game below its path', async () => {
    const host = new HeadlessHost(quiz, ['--public-url', 'https://example.org/quiz', '--trust-proxy']);
    const { port, pin, urls } = await host.listening();
    expect(urls).toEqual(['wss://example.org/quiz', `ws://127.0.0.1:${port}`]);
    await WireClient.join(`ws://127.0.0.1:${port}/quiz`, pin, 'Ada');
    await WireClient.join(`ws://127.0.0.1:${port}`, pin, 'Grace');
  });

  it('exits with code 2 if it is not a URL', async () => {
    const host = new HeadlessHost(quiz, ['--public-url', 'example.org']);
    expect(await host.exited).toBe(2);
    expect(host.stderr).toContain('must be an http, https, ws or wss URL');
  });
});
