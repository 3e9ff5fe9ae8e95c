import { describe, expect, it } from 'vitest';
import { fixture } from '../../helpers/binary.ts';
import { httpServer, proxyServer, tlsInFrontOf } from '../../helpers/fake-servers.ts';
import { HeadlessHost } from '../../helpers/headless-host.ts';
import { freePort } from '../../helpers/listening.ts';
import { TerminalProgram } from '../../helpers/terminal.ts';
import { runTermquiz } from '../../helpers/run-termquiz.ts';

async function hostedPort(): Promise<number> {
  const host = new HeadlessHost(fixture('two-questions.json'), ['--allow-host', 'quiz.test']);
  return (await host.listening()).port;
}

describe('doctor', () => {
  it('checks each step of a game that can be played, and exits with 0', async () => {
    const port = await hostedPort();
    const { stdout, stderr, exitCode } = await runTermquiz(['doctor', `127.0.0.1:${port}`]);
    expect([exitCode, stderr]).toEqual([0, '']);
    const steps = stdout.split('\n').filter((line) => /^[✓✗]/u.test(line));
    expect(steps.map((line) => line.split(/ {2,}/u)[0])).toEqual(
      expect.arrayContaining(['✓ Proxy', '✓ Name', '✓ TCP', '✓ HTTP', '✓ WebSocket', '✓ Ping']),
    );
    for (const step of steps) expect(step).toMatch(/ \d+\.\d ms {2}\S/u);
    expect(stdout).toContain('    > GET /v1/socket HTTP/1.1\n');
    expect(stdout).toContain('    < HTTP/1.1 101 Switching Protocols\n');
    expect(stdout.endsWith('\nYou can play this game, over WebSocket.\n')).toBe(true);
    expect(stdout).not.toContain('\u001B');
  });

  it('prints one JSON object with --json', async () => {
    const port = await hostedPort();
    const { stdout, exitCode } = await runTermquiz(['doctor', `127.0.0.1:${port}`, '--json']);
    expect([exitCode, stdout.indexOf('\n')]).toEqual([0, stdout.length - 1]);
    const object: unknown = JSON.parse(stdout);
    expect(object).toMatchObject({ ok: true, address: `http://127.0.0.1:${port}`, transport: 'websocket' });
    expect(object).toMatchObject({
      steps: expect.arrayContaining([
        expect.objectContaining({ name: 'ping', ok: true, data: expect.objectContaining({ count: 10 }) }),
      ]),
    });
  });

  it('explains a closed port, suggests what to try, and exits with 1', async () => {
    const port = await freePort();
    const { stdout, exitCode } = await runTermquiz(['doctor', `127.0.0.1:${port}`, '--ascii']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED TCP .* 127\.0\.0\.1:\d+: ECONNREFUSED$/mu);
    expect(stdout).toMatch(/^ {4}What it means: No reply from 127\.0\.0\.1:\d+/mu);
    expect(stdout).toMatch(/^ {4}What to try: {3}Is the game running,/mu);
    expect(stdout.endsWith('\nYou cannot play this game from here.\n')).toBe(true);
    expect(stdout).toMatch(/^[\n\u0020-\u007E]*$/u);
    const asJson = await runTermquiz(['doctor', `127.0.0.1:${port}`, '--json']);
    expect(asJson.exitCode).toBe(1);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ ok: false, transport: null });
  });

  it.each([
    ['', 1000],
    ['--network-family-autoselection-attempt-timeout=4000', 4000],
  ])(
    'gives each address of a name a second to connect, or more if a Node option says so: %s',
    async (option, ms) => {
      const script = `import { getDefaultAutoSelectFamilyAttemptTimeout as given } from 'node:net'; process.on('exit', () => console.error(given()))`;
      const watching = `--import=data:text/javascript,${encodeURIComponent(script)} ${option}`;
      const address = `127.0.0.1:${await freePort()}`;
      const { stderr } = await runTermquiz(['doctor', address], { NODE_OPTIONS: watching });
      expect(Number(stderr)).toBe(ms);
    },
  );

  it('trusts only the authority in --ca', async () => {
    const address = `wss://localhost:${await tlsInFrontOf(await hostedPort())}`;
    const trusting = await runTermquiz(['doctor', address, '--ca', fixture('tls/ca.pem')]);
    expect(trusting.exitCode).toBe(0);
    expect(trusting.stdout).toMatch(/^✓ TLS .*with a trusted certificate$/mu);
    const doubting = await runTermquiz(['doctor', address]);
    expect(doubting.exitCode).toBe(1);
    expect(doubting.stdout).toMatch(/^✗ TLS .*the certificate is not trusted/mu);
  });

  it('goes through the proxy in the environment, and never shows its password', async () => {
    const port = await hostedPort();
    const { url, asked } = await proxyServer();
    const { stdout, exitCode } = await runTermquiz(['doctor', `quiz.test:${port}`], {
      HTTP_PROXY: url.replace('//', '//ada:secret@'),
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${url}, from HTTP_PROXY\n`);
    expect(stdout).toContain(`    > CONNECT quiz.test:${port} HTTP/1.1\n`);
    expect(stdout).not.toContain('secret');
    expect(asked.slice(0, 2)).toEqual([`GET http://quiz.test:${port}/v1`, `CONNECT quiz.test:${port}`]);
  });

  it.each([{}, { CI: 'true' }])(
    'draws colours on a terminal with %j, and none with NO_COLOR',
    async (env) => {
      const port = await freePort();
      const shown = new TerminalProgram(['doctor', `127.0.0.1:${port}`], { env });
      expect(await shown.exited).toBe(1);
      expect(shown.output).toContain('\u001B[31m✗');
      const plain = new TerminalProgram(['doctor', `127.0.0.1:${port}`], { env: { ...env, NO_COLOR: '1' } });
      expect(await plain.exited).toBe(1);
      expect(plain.output).toContain('✗ TCP');
      expect(plain.output).not.toContain('\u001B[31m');
    },
  );

  it('finds a free port to host on', async () => {
    const port = await freePort();
    const { stdout, exitCode } = await runTermquiz(['doctor', '--port', String(port), '--bind', '127.0.0.1']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^✓ Port .*is free on 127\.0\.0\.1$/mu);
    expect(stdout).toMatch(/^ {4}127\.0\.0\.1 \(\w+\)$/mu);
    expect(stdout.endsWith('\nYou can host a game here.\n')).toBe(true);
  });

  it('finds a game that is already hosted here', async () => {
    const port = await hostedPort();
    const { stdout, exitCode } = await runTermquiz(['doctor', '--port', String(port), '--bind', '127.0.0.1']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^✓ Port .*a termquiz game is already on \d+, phase lobby$/mu);
    expect(stdout.endsWith(`\nA game is already being hosted here, on port ${port}.\n`)).toBe(true);
  });

  it('finds another program on the port', async () => {
    const port = await httpServer((_request, response) => response.end('Hello'));
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--json'];
    const { stdout, exitCode } = await runTermquiz(['doctor', ...args]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      port,
      bind: '127.0.0.1',
      steps: [
        { name: 'port', ok: false, meaning: expect.stringContaining(`Port ${port}`) },
        { name: 'addresses', ok: true },
      ],
    });
  });

  it.each([
    [['http://'], /is not an address/u],
    [['127.0.0.1', '--ca', '/no/such.pem'], /^\/no\/such\.pem: no such file/u],
    [['127.0.0.1', '--port', '7850'], /put the port in its address: 127\.0\.0\.1:7850$/mu],
    [['--ca', fixture('tls/ca.pem')], /--ca needs the address of a game/u],
    [['--port', '0'], /from 1 to 65535/u],
  ])('says what is wrong with %j, and exits with 2', async (args, message) => {
    const { stdout, stderr, exitCode } = await runTermquiz(['doctor', ...args]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

describe('join', () => {
  it('rejects a proxy variable without the URL of a proxy, and exits with 2', async () => {
    const player = new TerminalProgram(['join', '127.0.0.1', '123456'], { env: { HTTP_PROXY: 'http://' } });
    expect(await player.exited).toBe(2);
    expect(player.output).toMatch(/HTTP_PROXY in the environment is not the URL of an HTTP proxy/u);
  });

  it('plays through the proxy in the environment', async () => {
    const host = new HeadlessHost(fixture('two-questions.json'), ['--allow-host', 'quiz.test']);
    const { port, pin } = await host.listening();
    const { url, asked } = await proxyServer();
    const env = { HTTP_PROXY: url };
    const player = new TerminalProgram(['join', `quiz.test:${port}`, pin, '--name', 'Ada'], { env });
    expect(await host.line('player-joined')).toMatchObject({ name: 'Ada' });
    await player.shows('Ada');
    expect(asked).toContain(`CONNECT quiz.test:${port}`);
  });

  it('says what to do if the game does not know the name', async () => {
    const host = new HeadlessHost(fixture('two-questions.json'), ['--allow-host', 'quiz.test']);
    const { port, pin } = await host.listening();
    const { url } = await proxyServer();
    const env = { HTTP_PROXY: url };
    const args = ['join', `quiz.example:${port}`, pin, '--name', 'Ada'];
    const player = new TerminalProgram(args, { env, columns: 120 });
    await player.shows(/ask the host to add\s+--allow-host quiz\.example/u);
    const { stdout, exitCode } = await runTermquiz(['doctor', `quiz.example:${port}`], env);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('--allow-host quiz.example');
    expect(host.linesOf('player-joined')).toEqual([]);
  });
});
