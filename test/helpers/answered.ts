import { bigLines } from '../../source/terminal/ui/big-text.tsx';

/** Matches a screen of 80 columns that shows in large digits how many players have answered, or any number if it is left out. */
export function answeredBy(answered: number | undefined, players: number): RegExp {
  const rows = bigLines(answered === undefined ? ` of ${players}` : `${answered} of ${players}`, 'compact');
  return new RegExp(rows.map((row) => `${row.trimEnd()} *\\n`).join('.*'), 'u');
}
