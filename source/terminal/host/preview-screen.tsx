import { Box } from 'ink';
import { answerText } from '../../quiz/questions/shown-question.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { QuestionPanel } from '../stage/question-panel.tsx';
import { TruncatedText, WrappedText } from '../ui/fitted-text.tsx';
import { firstThatFits } from '../ui/layout.ts';
import { pluralize } from '../../text/numbers.ts';
import { wrap } from '../../text/width.ts';
import type { Preview } from '../../view/preview.ts';
import { questionHeading } from '../../words/question.ts';

interface PreviewScreenProps {
  readonly preview: Preview;
  /** Whether the host has confirmed that the room cannot see this screen. */
  readonly showsAnswer: boolean;
  readonly size: Size;
}

/** The next question before anybody else sees it, and below it the answer once the host asks for it. */
export function PreviewScreen({ preview, showsAnswer, size }: PreviewScreenProps) {
  const { styles, symbols } = useTheme();
  const { columns, rows } = size;
  const { question, explanation } = preview;
  const rowsEach = Math.max(1, Math.floor(rows / 5));
  const answer = showsAnswer ? answerLine(preview) : '';
  const texts = showsAnswer ? [answer, ...(explanation === null ? [] : [explanation])] : [HIDDEN];
  const used = texts.reduce((sum, text) => sum + wrap(text, columns, rowsEach, symbols.ellipsis).length, 0);
  return (
    <Box flexDirection="column">
      <QuestionPanel
        question={question}
        // The answer takes the row of the note and those below it.
        size={{ columns, rows: Math.max(1, rows - used + 1) }}
        status={
          <TruncatedText columns={columns} style={styles.accent}>
            {firstThatFits(headings(preview, symbols.dot, questionHeading(question, symbols)), columns)}
          </TruncatedText>
        }
        note={null}
      />
      {texts.map((text, index) => (
        <WrappedText
          key={index}
          columns={columns}
          rows={rowsEach}
          style={showsAnswer ? (index === 0 ? styles.good : {}) : styles.faint}
        >
          {text}
        </WrappedText>
      ))}
    </Box>
  );
}

const HIDDEN = 'Players and watchers do not see this.';

function answerLine({ question, correct }: Preview): string {
  return correct === null ? 'A poll has no correct answer.' : `Answer: ${answerText(question, correct)}`;
}

/** The longest first. */
function headings({ question: { time, points, type } }: Preview, dot: string, position: string): string[] {
  const heading = `Next: ${position}`;
  const limit = time === 0 ? 'no time limit' : `${time} s`;
  const worth = type === 'poll' || points === 0 ? '' : ` ${dot} ${pluralize(points, 'point')}`;
  return [`${heading} ${dot} ${limit}${worth}`, heading];
}
