import { type ChosenQuiz, QuizChooser, type QuizChooserProps } from './quiz-chooser.tsx';
import { type ScreenOptions, runScreen } from './run.tsx';

/** Mounts the chooser; undefined where nothing was chosen. */
export async function runQuizChooser(
  props: Omit<QuizChooserProps, 'finish'>,
  options: Omit<ScreenOptions<ChosenQuiz>, 'interrupted'>,
): Promise<string | undefined> {
  const chosen = await runScreen<ChosenQuiz>((finish) => <QuizChooser {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
  return chosen.type === 'chosen' ? chosen.file : undefined;
}
