import { Box } from 'ink';
import type { Deadline } from '../../hooks/use-countdown.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { CountdownDigits, PausedBadge } from '../countdown.tsx';
import { rowsOf, scaleFor } from '../../ui/big-text.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText, WrappedText } from '../../ui/fitted-text.tsx';
import { TitledBox } from '../../ui/titled-box.tsx';
import { wrap } from '../../../text/width.ts';
import type { ReadyStage } from '../../../view/stage.ts';
import { questionPosition, questionTerms } from '../../../words/question.ts';

interface ReadyScreenProps {
  readonly stage: ReadyStage;
  readonly now: () => number;
  readonly size: Size;
}

/** The next question before it opens: its text, what it is worth, and a countdown. */
export function ReadyScreen({ stage, now, size }: ReadyScreenProps) {
  const { styles, symbols, ascii } = useTheme();
  const { columns, rows } = size;
  const { question, opensAt, pausedAt } = stage;
  const deadline: Deadline = { now, startsAt: opensAt, endsAt: opensAt, pausedAt };
  const gap = rows >= 16 ? 1 : 0;
  const scale = scaleFor('3', { columns, rows: Math.floor(rows / 3) }, ascii);
  const room = rows - rowsOf(scale) - 1 - 2 * gap;
  const { length } = wrap(question.text, textColumns(columns), room - 2, symbols.ellipsis);
  const margin = Math.max(0, Math.min(MAX_MARGIN, Math.floor((room - length - 2) / 4)));
  return (
    <Centred rows={rows} gap={gap} horizontally>
      <TitledBox title={questionPosition(question)} columns={columns} rows={length + 2 + 2 * margin}>
        <WrappedText columns={textColumns(columns)} rows={length} style={styles.strong} isCentred>
          {question.text}
        </WrappedText>
      </TitledBox>
      <TruncatedText columns={columns} style={styles.accent}>
        {questionTerms(question, symbols)}
      </TruncatedText>
      <Box height={rowsOf(scale)} flexShrink={0}>
        {pausedAt === null ? <CountdownDigits deadline={deadline} scale={scale} /> : <PausedBadge />}
      </Box>
    </Centred>
  );
}

/** Empty rows above and below the text. */
const MAX_MARGIN = 4;

/** The width of the text in its frame. */
function textColumns(columns: number): number {
  return Math.max(1, columns < 60 ? columns - 4 : columns - 10);
}
