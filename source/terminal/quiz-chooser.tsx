import { Box, Text } from 'ink';
import { useLatestState } from './hooks/use-latest-state.ts';
import { type Size, useSize } from './hooks/use-size.ts';
import { useKeyPresses } from './hooks/use-key-presses.ts';
import { useTheme } from './hooks/use-theme.ts';
import { directionOf, letterOf } from './keys.ts';
import { type ScreenOptions, runScreen } from './run.tsx';
import { Frame, contentSize, footerColumns } from './ui/frame.tsx';
import { KeyHints } from './ui/key-hints.tsx';
import { Select, moveSelection } from './ui/select.tsx';
import { pluralize } from '../text/numbers.ts';
import { truncate } from '../text/width.ts';

export interface QuizChoice {
  readonly title: string;
  readonly description?: string | undefined;
  /** The number of questions. */
  readonly questions: number;
  readonly file: string;
  /** Whether it is the user's own, rather than a bundled one. Default: false. */
  readonly isOwn?: boolean;
}

/** The outcome: a file, none, or an interruption by Ctrl+C or a signal. */
export type ChosenQuiz =
  { readonly type: 'chosen'; readonly file: string } | { readonly type: 'left' | 'interrupted' };

export interface QuizChooserProps {
  readonly quizzes: readonly QuizChoice[];
  /** What Enter does with the selected quiz. Default: "host". */
  readonly action?: 'host' | 'play' | undefined;
  readonly finish: (chosen: ChosenQuiz) => void;
}

/** A list of quizzes to choose from. */
export function QuizChooser({ quizzes, action = 'host', finish }: QuizChooserProps) {
  const { symbols } = useTheme();
  const size = useSize();
  const content = contentSize(size);
  const selected = useLatestState(() => 0);
  useKeyPresses((keyPress) => {
    const quiz = quizzes[selected.latest()];
    const direction = directionOf(keyPress, true);
    if (keyPress.type === 'interrupt') finish({ type: 'interrupted' });
    else if (keyPress.type === 'escape' || letterOf(keyPress) === 'q') finish({ type: 'left' });
    else if (keyPress.type === 'enter' && quiz) finish({ type: 'chosen', file: quiz.file });
    else if (direction) selected.set(moveSelection(selected.latest(), quizzes.length, direction));
  });
  const hints = [
    { key: symbols.updown, label: 'choose' },
    { key: 'Enter', label: `${action} this quiz`, short: action },
    { key: 'q', label: 'quit' },
  ];
  return (
    <Frame
      size={size}
      title="Choose a quiz"
      status={`${selected.value + 1} of ${quizzes.length}`}
      footer={<KeyHints hints={hints} columns={footerColumns(size)} />}
    >
      <QuizList quizzes={quizzes} selected={selected.value} size={content} />
    </Frame>
  );
}

interface QuizListProps {
  readonly quizzes: readonly QuizChoice[];
  readonly selected: number;
  readonly size: Size;
}

function QuizList({ quizzes, selected, size }: QuizListProps) {
  const { styles, symbols } = useTheme();
  const { columns, rows } = size;
  const rowsEach = rows >= 12 ? 3 : rows >= 8 ? 2 : 1;
  const gap = rows >= 12 ? 1 : 0;
  return (
    <Box paddingTop={gap} flexDirection="column">
      <Select
        items={quizzes}
        selected={selected}
        rows={rows - gap}
        rowsEach={rowsEach}
        keyOf={({ file }) => file}
      >
        {({ title, description = '', questions, isOwn = false }, isSelected) => {
          const details = `  ${pluralize(questions, 'question')}${isOwn ? ', yours' : ''}`;
          return (
            <Box flexDirection="column" width={columns - 2}>
              <Text wrap="truncate-end">
                <Text {...(isSelected ? styles.selected : styles.strong)}>
                  {truncate(title, columns - 2 - details.length, symbols.ellipsis)}
                </Text>
                {details}
              </Text>
              {rowsEach > 1 && (
                <Text wrap="truncate-end">{truncate(description, columns - 2, symbols.ellipsis)}</Text>
              )}
            </Box>
          );
        }}
      </Select>
    </Box>
  );
}

/** Runs the chooser until it finishes. */
export async function runQuizChooser(
  props: Omit<QuizChooserProps, 'finish'>,
  options: Omit<ScreenOptions<ChosenQuiz>, 'interrupted'>,
): Promise<ChosenQuiz> {
  return runScreen<ChosenQuiz>((finish) => <QuizChooser {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
