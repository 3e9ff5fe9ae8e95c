import { describe, expect, it } from 'vitest';
import { HostApp } from '../../../source/terminal/host/host-app.tsx';
import type { HostMessages } from '../../../source/terminal/host/host-messages.ts';
import { Store } from '../../../source/store.ts';
import { keys } from '../../helpers/keys.ts';
import { until } from '../../helpers/until.ts';
import { lan, vpn } from '../apps.tsx';
import { FakeHostSeat } from '../seats.ts';
import { type Phase, lobby, now, open, question, reveal, stage, standings } from '../stages.ts';
import { speak } from './aloud.tsx';

/** A host's game, as a screen reader reads it. */
function listen(phase: Phase, names: readonly string[] = ['Ada', 'Linus']) {
  const players = names.map((name) => ({
    name,
    connected: true,
    kicked: false,
    score: 0,
    answered: false,
    roundTrip: 20,
    address: null,
    network: null,
  }));
  const seat = new FakeHostSeat(stage(phase), players);
  const joining = new Store({ commands: [lan, vpn], pin: '482913', isPageFirst: false });
  const messages = new Store<HostMessages>({ warnings: [], lostTime: null, report: null });
  const readChoices = async () => ({ quizzes: [], problems: [] });
  const app = <HostApp {...{ seat, joining, messages, readChoices }} settleMs={0} finish={() => undefined} />;
  return { seat, messages, ...speak(app) };
}

describe('a host with a screen reader', () => {
  it('hears how to join, who has joined, and the keys', async () => {
    const { hears } = listen(lobby(['Linus', 'Ada']));
    const lines = await hears(/^space start/mu);
    expect(lines).toContain(`To join from a terminal: ${lan.command}`);
    expect(lines).toContain(`Or from a phone or any browser: ${lan.page}`);
    expect(lines).toContain('The PIN: 4 8 2 9 1 3.');
    expect(lines.join('\n')).toMatch(/37 players\. The newest: /u);
  });

  it('hears the phases of a question', async () => {
    const phase = { ...open(), openedAt: now() - 11_000, closesAt: now() + 9000 };
    const { seat, hears } = listen(phase);
    const lines = await hears('10 seconds left.');
    expect(lines).toContain(question.text);
    expect(lines).toContain('2: 200');
    seat.update({ stage: stage(reveal()) });
    await hears('The correct answer: 1 (101).');
    seat.update({ stage: stage(standings()) });
    await hears('Standings.');
  });

  it('hears the list of players, and each one that is selected', async () => {
    const { press, hears } = listen(lobby());
    await hears('space start');
    press('k');
    await hears(/^> Ada/mu);
    press(keys.down);
    expect((await hears(/^> Linus/mu)).join('\n')).not.toContain('Ada');
  });

  it('hears all ways to join and all keys in words', async () => {
    const { press, hears } = listen(lobby());
    await hears('space start');
    press('i');
    const lines = await hears('c copy the command');
    expect(lines).toContain(
      'Or on wg0, VPN: npx termquiz join 10.8.0.2 482913, or http://10.8.0.2:7849/#482913',
    );
    expect(lines).toContain('The PIN: 4 8 2 9 1 3.');
    expect(lines.join('\n')).not.toMatch(/##|--|\|/u);
    press('?');
    expect(await hears('Ctrl+C: end')).toContain('c: copy the command.');
  });

  it('hears points and their reason as they are typed, without frames, and that they were given', async () => {
    const { press, hears } = listen(standings(), ['Ada']);
    await hears('space next question');
    press('k');
    await hears(/^> Ada/mu);
    press(keys.enter);
    await hears(/^> Kick/mu);
    press(keys.down + keys.down);
    await hears(/^> Give or take points/mu);
    press(keys.enter);
    await hears(/^Enter continue/mu);
    press('5');
    press('0');
    expect(await hears(/^> 50$/mu)).toEqual(['> 50']);
    press(keys.enter);
    const lines = await hears(/^Enter change the score/mu);
    expect(lines).toContain('+50 points. Reason, for the player:');
    expect(lines.join('\n')).not.toMatch(/[|+]-|\|/u);
    press(`Fun${keys.enter}`);
    await hears('Gave 50 points to Ada.');
  });

  it('hears the next question option by option, and its answer only after confirming', async () => {
    const { seat, press, hears } = listen(reveal());
    seat.next = { question, correct: 0, explanation: 'The server switches.' };
    await hears('space continue');
    press('v');
    const lines = await hears(/^a show the answer/mu);
    expect(lines).toContain('2: 200');
    expect(lines.join('\n')).not.toContain('The correct answer');
    press('a');
    await hears(/^Is this screen hidden/mu);
    press('y');
    expect(await hears('The correct answer: 1 (101).')).toContain('The server switches.');
  });

  it('hears who is missing, and that a question was extended', async () => {
    const { seat, press, hears } = listen(open());
    await hears(/^s end question/mu);
    press('w');
    await hears('Not answered yet: 2 of 2');
    press('w');
    seat.update({ stage: stage({ ...open(), closesAt: now() + 30_000 }) });
    await hears(/^10 seconds more\.$/mu);
  });

  it('hears questions and warnings', async () => {
    const { seat, messages, press, hears } = listen(lobby());
    await hears('space start');
    messages.update({ warnings: ['The disk is full.'] });
    await hears('The disk is full.');
    press('q');
    await hears(/^Close the game for everyone\? y yes/mu);
    press('n');
    await hears('space start');
    press(' ');
    await until(() => seat.commands).toEqual([{ type: 'start' }]);
  });
});
