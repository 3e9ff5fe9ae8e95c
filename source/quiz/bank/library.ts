import type { FileError } from '../file/json-document.ts';
import type { Quiz } from '../quiz.ts';

/** The quizzes to choose, search or pick from, and the files that cannot be used. */
export interface QuizLibrary {
  readonly quizzes: readonly LibraryQuiz[];
  readonly problems: readonly LibraryProblem[];
}

export interface LibraryQuiz {
  readonly file: string;
  /** Where it is: in the user's own folder, given with `--from`, in the working folder, or in the package. */
  readonly source: 'own' | 'from' | 'folder' | 'bundled';
  readonly quiz: Quiz;
}

/** A file or a folder that cannot be used, why, and where the mistake is unless it concerns the whole file. */
export interface LibraryProblem extends Partial<FileError> {
  readonly file: string;
  readonly message: string;
}
