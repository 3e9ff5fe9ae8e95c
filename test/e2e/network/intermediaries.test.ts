import { describe, expect, it } from 'vitest';
import { type IntermediarySetup, intermediarySetups } from '../../helpers/intermediary-setups.ts';
import { fixture } from '../../helpers/binary.ts';
import { HeadlessHost } from '../../helpers/headless-host.ts';
import { hasIntermediary, startIntermediary } from '../../helpers/intermediary.ts';
import { LOOPBACK } from '../../helpers/sockets.ts';
import { TerminalProgram } from '../../helpers/terminal.ts';
import { runTermquiz } from '../../helpers/run-termquiz.ts';

/** Plays from the lobby to the podium: Ada through the intermediary, and Grace directly. */
async function playWholeGame(
  host: HeadlessHost,
  ada: TerminalProgram,
  grace: TerminalProgram,
  { dropsIdle }: Pick<IntermediarySetup, 'dropsIdle'>,
): Promise<void> {
  await Promise.all([ada.shows("You're in"), grace.shows("You're in")]);
  host.command('start');
  host.command('next');
  await Promise.all([ada.shows('1-4  answer'), grace.shows('1-4  answer')]);
  if (dropsIdle) await host.count('time-passed', 5);
  ada.press('2');
  await ada.shows('locked in');
  grace.press('1');
  await Promise.all([ada.shows('✓ Correct'), grace.shows('✗ Wrong')]);
  host.command('next');
  await ada.shows('1st of 2 with');
  host.command('next');
  host.command('next');
  await Promise.all([ada.shows('t/f  answer'), grace.shows('t/f  answer')]);
  ada.press('t');
  await ada.shows('locked in');
  grace.press('f');
  await Promise.all([ada.shows('0 = 2 × 0'), grace.shows('0 = 2 × 0')]);
  host.command('next');
  await ada.shows('You won! 1st of 2');
}

/** Hosts a game behind one of the programs. */
async function hostBehind({ program, configure, route }: IntermediarySetup) {
  const host = new HeadlessHost(fixture('two-questions.json'), ['--pin', '482913']);
  const { port } = await host.listening();
  const { address, env = {} } = route(await startIntermediary(program, configure(port)), port);
  return { host, port, address, env };
}

function step(name: string, ok: boolean, more: object = {}): unknown {
  return expect.objectContaining({ name, ok, ...more });
}

describe.each(intermediarySetups)('through $name', (one) => {
  const { program, badge, refusal, dropsIdle = false } = one;

  it.skipIf(!hasIntermediary(program))('players play a whole game', { timeout: 120_000 }, async () => {
    const { host, port, address, env } = await hostBehind(one);
    const ada = new TerminalProgram(['join', address, '482913', '--name', 'Ada'], { env });
    const grace = new TerminalProgram(['join', `${LOOPBACK}:${port}`, '482913', '--name', 'Grace']);
    await ada.shows("You're in");
    if (badge === null) expect(ada.screen).not.toContain('polling');
    else expect(ada.screen).toContain(badge);
    await playWholeGame(host, ada, grace, { dropsIdle });
  });

  it.skipIf(!hasIntermediary(program))('the doctor finds a way to play', async () => {
    const { address, env } = await hostBehind(one);
    const { stdout, stderr, exitCode } = await runTermquiz(['doctor', address, '--json'], env);
    expect([exitCode, stderr]).toEqual([0, '']);
    const object: unknown = JSON.parse(stdout);
    expect(object).toMatchObject({ ok: true, transport: refusal ? 'long-polling' : 'websocket' });
    const upgrade = refusal
      ? [step('websocket', false, { ...refusal, meaning: expect.stringMatching(refusal.meaning) })]
      : [step('websocket', true), step('ping', true, { data: expect.objectContaining({ count: 10 }) })];
    expect(object).toMatchObject({
      steps: expect.arrayContaining([step('http', true), ...upgrade, step('long-polling', true)]),
    });
    if (refusal)
      expect(stdout).toContain('Long polling needs no WebSocket, and join switches to it automatically.');
    const { stdout: shown } = await runTermquiz(['doctor', address], env);
    expect(shown).toMatch(refusal ? /^✗ WebSocket /mu : /^✓ Ping .* round trip: median \d+\.\d ms/mu);
    const verdict = `You can play this game, ${refusal ? 'by long polling' : 'over WebSocket'}.`;
    expect(shown.endsWith(`\n${verdict}\n`)).toBe(true);
  });
});

const quiet = intermediarySetups.find(({ dropsIdle }) => dropsIdle);
if (!quiet) throw new Error('none of the programs drops idle connections');

describe(`through ${quiet.name}, after an idle connection was dropped`, () => {
  it.skipIf(!hasIntermediary(quiet.program)).each(['auto', 'websocket'])(
    'a player over %s is dropped once while idle, and not again',
    async (transport) => {
      const { host, address } = await hostBehind(quiet);
      const ada = new TerminalProgram(['join', address, '482913', '--name', 'Ada', '--transport', transport]);
      await host.line('player-disconnected');
      await host.line('player-connected');
      host.command('start');
      host.command('next');
      await ada.shows('1-4  answer');
      await host.count('time-passed', 9);
      expect(host.linesOf('player-disconnected')).toHaveLength(1);
      expect(ada.screen).not.toContain('polling');
    },
  );
});
