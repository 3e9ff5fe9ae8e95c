import { Box } from 'ink';
import { Centred } from './centred.tsx';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { countsOf, indexOf, optionsOf } from '../options.ts';
import { wrap } from '../text.ts';
import type { RevealStage } from '../../view/stage.ts';
import { Distribution } from './distribution.tsx';
import { Lines } from './lines.tsx';
import { divideRows } from './question-layout.ts';

interface RevealBodyProps {
  readonly stage: RevealStage;
  /** The index of the player's own answer; -1 for none. */
  readonly own?: number;
  readonly size: Size;
}

/** What was asked, how it was answered, what was right and why. */
export function RevealBody({ stage, own = -1, size }: RevealBodyProps) {
  const { styles } = useTheme();
  const { question, correct, distribution, explanation = '' } = stage;
  const { columns, rows } = size;
  const options = optionsOf(question);
  const textRows = wrap(question.text, columns).length;
  const explanationRows = explanation === '' ? 0 : wrap(explanation, columns).length;
  const gap = rows >= 14 ? 1 : 0;
  const [text = 0, explained = 0, bars = 0] = divideRows(rows - gap * (explanationRows > 0 ? 2 : 1), [
    { least: Math.min(textRows, rows < 12 ? 1 : 3), wanted: textRows },
    { least: Math.min(explanationRows, rows < 12 ? 2 : 4), wanted: explanationRows },
    { least: options.length, wanted: options.length * 3 },
  ]);
  return (
    <Centred rows={rows} gap={gap}>
      <Box flexDirection="column" flexShrink={0}>
        <Lines columns={columns} rows={text} style={styles.strong}>
          {question.text}
        </Lines>
      </Box>
      <Distribution
        {...{ options, columns, own }}
        counts={countsOf(distribution)}
        correct={indexOf(correct)}
        rows={bars}
      />
      {explained > 0 && (
        <Box flexDirection="column" flexShrink={0}>
          <Lines columns={columns} rows={explained}>
            {explanation}
          </Lines>
        </Box>
      )}
    </Centred>
  );
}
