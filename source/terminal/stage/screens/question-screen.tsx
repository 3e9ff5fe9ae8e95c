import { questionDeadline } from '../../hooks/use-countdown.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { BigQuestion, type BigQuestionProps, layOutBigQuestion } from './big-question.tsx';
import { QuestionPanel } from '../question-panel.tsx';
import { QuestionStatus } from '../question-status.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { formatNumber } from '../../../text/numbers.ts';
import { instructionFor, questionHeading } from '../../../words/question.ts';

type QuestionScreenProps = Omit<BigQuestionProps, 'layout'>;

/** An open question, and how many players have answered it. */
export function QuestionScreen(props: QuestionScreenProps) {
  const { ascii, styles, symbols } = useTheme();
  const { stage, now, size } = props;
  const layout = layOutBigQuestion(stage, size, ascii, symbols.ellipsis);
  if (layout) return <BigQuestion {...props} layout={layout} />;
  const { question, answered, players, pausedAt } = stage;
  const progress = `${formatNumber(answered)} of ${formatNumber(players)} answered`;
  const status = (
    <QuestionStatus
      labels={[
        `${questionHeading(question, symbols)}   ${progress}`,
        progress,
        `${formatNumber(answered)}/${formatNumber(players)}`,
      ]}
      deadline={questionDeadline(stage, now)}
      isPaused={pausedAt !== null}
      columns={size.columns}
    />
  );
  const note = (
    <TruncatedText columns={size.columns} style={styles.faint}>
      {instructionFor(question)}
    </TruncatedText>
  );
  return <QuestionPanel {...{ question, size, status, note }} />;
}
