import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { Confirm } from '../components/confirm.tsx';
import { type KeyHint, KeyHints } from '../components/key-hints.tsx';
import { useTheme } from '../hooks/use-theme.ts';
import { optionsOf } from '../options.ts';
import { canAnswer } from './player-keys.ts';

interface PlayerFooterProps {
  readonly snapshot: PlayerSnapshot;
  /** Whether to leave is being asked. */
  readonly isLeaving: boolean;
  readonly columns: number;
}

/** The keys that work now. */
export function PlayerFooter({ snapshot, isLeaving, columns }: PlayerFooterProps) {
  const { symbols } = useTheme();
  if (snapshot.end) return <KeyHints hints={[{ key: 'any key', label: 'leave' }]} columns={columns} />;
  if (isLeaving) return <Confirm question="Leave the game?" columns={columns} />;
  return <KeyHints hints={hintsFor(snapshot, symbols.updown)} columns={columns} />;
}

function hintsFor(snapshot: PlayerSnapshot, arrows: string): KeyHint[] {
  const leave = { key: 'q', label: 'leave' };
  const { stage } = snapshot;
  if (stage?.phase !== 'question' || !canAnswer(snapshot)) return [leave];
  const { question } = stage;
  const digits = `1-${optionsOf(question).length}`;
  return [
    { key: question.type === 'boolean' ? 't/f' : digits, label: 'answer' },
    { key: `${arrows} Enter`, label: 'choose' },
    leave,
  ];
}
