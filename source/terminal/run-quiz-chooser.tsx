import { type ChosenQuiz, QuizChooser, type QuizChooserProps } from './quiz-chooser.tsx';
import { type ScreenOptions, runScreen } from './run.tsx';

/** Mounts the chooser. */
export async function runQuizChooser(
  props: Omit<QuizChooserProps, 'finish'>,
  options: Omit<ScreenOptions<ChosenQuiz>, 'interrupted'>,
): Promise<ChosenQuiz> {
  return runScreen<ChosenQuiz>((finish) => <QuizChooser {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
