import { describe, expect, it } from 'vitest';
import { IDLE_SNAPSHOT, type PlayerSnapshot } from '../../source/client/player-seat.ts';
import { type ByeCode, byeMessages } from '../../source/protocol/rejections.ts';
import { noticeFor, screenId, screenOf } from '../../source/web/screens/screen-name.ts';
import { welcome, you } from '../terminal/seats.ts';
import { everyPhase, lobby, open, podium, question, reveal, stage } from '../terminal/stages.ts';

const playing: PlayerSnapshot = { ...IDLE_SNAPSHOT, connection: 'open', welcome: welcome('Ada') };

function bye(code: ByeCode) {
  return { type: 'bye', code, message: byeMessages[code] } as const;
}

describe('the screen of the page', () => {
  it('is the form for joining, even while the host decides', () => {
    expect(screenOf(IDLE_SNAPSHOT, false)).toBe('join');
    expect(screenOf({ ...IDLE_SNAPSHOT, connection: 'connecting' }, false)).toBe('join');
  });

  it('is not the form while a seat is taken back, unless that fails', () => {
    expect(screenOf({ ...IDLE_SNAPSHOT, connection: 'connecting' }, true)).toBe('connecting');
    expect(screenOf(IDLE_SNAPSHOT, true)).toBe('join');
  });

  it.each(Object.entries(everyPhase))('is that of the phase with %s', (_, phase) => {
    expect(screenOf({ ...playing, stage: stage(phase) }, false)).toBe(phase.phase);
  });

  it('waits for the stage after the welcome', () => {
    expect(screenOf(playing, false)).toBe('connecting');
  });

  it.each(['kicked', 'host-left', 'replaced', 'moved', 'ended'] as const)(
    'says that the game is over here after %s',
    (code) => {
      const over: PlayerSnapshot = { ...playing, connection: 'closed', end: bye(code) };
      expect(screenOf({ ...over, stage: stage(open(question)) }, false)).toBe('end');
    },
  );

  it('keeps the podium of a game that was played to its end', () => {
    const over: PlayerSnapshot = { ...playing, connection: 'closed', end: bye('ended') };
    expect(screenOf({ ...over, stage: stage(podium()) }, false)).toBe('podium');
    expect(screenOf({ ...over, end: bye('kicked'), stage: stage(podium()) }, false)).toBe('end');
  });

  it('says that the player has left', () => {
    expect(screenOf({ ...playing, connection: 'closed', stage: stage(lobby()) }, false)).toBe('end');
  });

  it('is drawn again for each phase and question, not for each stage', () => {
    const idOf = (phase: Parameters<typeof stage>[0]) => {
      const shown = stage(phase);
      return screenId(shown.phase, { ...playing, stage: shown });
    };
    expect(idOf(open(question))).toBe(idOf(open(question)));
    expect(idOf(open(question))).not.toBe(idOf(reveal(question)));
    expect(idOf(open(question))).not.toBe(idOf(open({ ...question, index: question.index + 1 })));
  });
});

describe('the notice on the page', () => {
  const rejected = { type: 'rejected', code: 'name-taken', message: 'Taken.' } as const;

  it('says first what the host has changed', () => {
    const snapshot = { ...playing, stage: stage(lobby()), nameRejection: rejected };
    expect(noticeFor({ ...snapshot, you: you({ note: 'The host gave you 500 points.' }) })).toContain('500');
    expect(noticeFor(snapshot)).toBe('Taken.');
  });

  it('forgets a rejected name once the game has started', () => {
    const asked = { ...playing, stage: stage(open(question)), nameRejection: rejected };
    expect(noticeFor({ ...asked, you: you({}) })).toBeNull();
  });

  it('says that a question does not count', () => {
    const voided = stage({ ...reveal(question), voided: true });
    expect(noticeFor({ ...playing, stage: voided, you: you({}) })).not.toBeNull();
  });
});
