import { type ChosenQuiz, type QuizChoice, QuizChooser } from './quiz-chooser.tsx';
import { type ScreenOptions, runScreen } from './run.tsx';

/** Mounts the chooser; undefined where nothing was chosen. */
export async function runQuizChooser(
  quizzes: readonly QuizChoice[],
  options: Omit<ScreenOptions<ChosenQuiz>, 'interrupted'>,
): Promise<string | undefined> {
  const chosen = await runScreen<ChosenQuiz>((finish) => <QuizChooser quizzes={quizzes} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
  return chosen.type === 'chosen' ? chosen.file : undefined;
}
