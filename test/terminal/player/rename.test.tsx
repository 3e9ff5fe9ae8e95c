import { describe, expect, it } from 'vitest';
import { rejectionMessages } from '../../../source/protocol/rejections.ts';
import { keys } from '../../helpers/keys.ts';
import { until } from '../../helpers/until.ts';
import { player } from '../apps.tsx';
import { welcome } from '../seats.ts';
import { lobby, open, podium, stage } from '../stages.ts';

describe('changing the name in the lobby', () => {
  it('begins with the old name, and sends the new one', async () => {
    const { press, shows, seat } = player(lobby(['Ada']));
    await shows(/e\W+change name/u);
    press('e');
    await shows('New name: Ada');
    press(` q.${keys.enter}`);
    await until(() => seat.names).toEqual(['Ada q.']);
    await shows(/e\W+change name/u);
  });

  it('ends with Esc, and when the game starts', async () => {
    const { press, shows, screen, seat } = player(lobby(['Ada']));
    press(`ex${keys.escape}`);
    await shows(/e\W+change name/u);
    press('e');
    await shows('New name:');
    seat.update({ stage: stage(open()) });
    await until(() => screen()).not.toContain('New name');
    expect(seat.names).toEqual([]);
    const next = { ...stage(lobby(['Ada'])), game: 2 };
    seat.update({ stage: next });
    await shows(/e\W+change name/u);
    expect(screen()).not.toContain('New name');
  });

  it('is not offered where the host gives the names', async () => {
    const { press, screen, seat } = player(lobby(['Ada']));
    seat.update({ welcome: { ...welcome('Ada'), names: 'generated' } });
    await until(() => screen()).not.toContain('change name');
    press('e');
    await until(() => screen()).not.toContain('New name');
  });

  it('shows the name that the player has now, and why a new one was rejected', async () => {
    const message = rejectionMessages['name-taken'];
    const { shows, seat } = player(lobby(['Ada']), { name: 'Grace' });
    await shows("You're in, Grace!");
    seat.update({ nameRejection: { type: 'rejected', code: 'name-taken', message } });
    await shows(message);
  });

  it('shows the new name on the card at the end', () => {
    const summary = { correct: 1, questions: 2, bestStreak: 1, fastest: 843 };
    expect(player(podium(), { name: 'Grace', summary }).screen()).toMatch(/^\W*Grace\W*$/mu);
  });
});
