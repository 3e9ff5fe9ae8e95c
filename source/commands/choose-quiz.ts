import { nanoid } from 'nanoid';
import type { DisplayOptions } from './command-line/display.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { fail } from './process/output.ts';
import { programName } from './process/program-name.ts';
import { formatProblem, readQuizFile } from './quiz-file.ts';
import { readChoices, readLibrary } from './quiz-library.ts';
import { permuter } from '../game/shuffle.ts';
import type { Difficulty, MadeQuiz, Permute } from '../quiz/bank/make-quiz.ts';
import type { Quiz } from '../quiz/quiz.ts';
import { quote } from '../text/clean.ts';
import { pluralize } from '../text/numbers.ts';

/** The quiz to play, as the command line names it. If all of this is missing, the user chooses a quiz on the screen. */
export interface WantedQuiz {
  readonly file?: string | undefined;
  /** What the questions of a new quiz are about. */
  readonly make?: string | undefined;
  /** Whether to make a quiz from questions on any topic. */
  readonly mix?: boolean | undefined;
  /** The number of random questions. Default: all of a quiz, 10 of a new one. */
  readonly count?: number | undefined;
  /** The same seed picks the same questions. Default: a random one. */
  readonly seed?: string | undefined;
}

export interface ChooserOptions extends DisplayOptions {
  /** What Enter does with the chosen quiz. */
  readonly action: 'host' | 'play';
  /** Plays a quiz alone before it is chosen. Undefined: the chooser does not offer it. */
  readonly playAlone?: ((quiz: Quiz) => Promise<ExitCode>) | undefined;
  readonly signal: AbortSignal;
}

/** A quiz, and what the user should know about it. */
export interface FoundQuiz {
  readonly quiz: Quiz;
  readonly notice: string | undefined;
}

/**
 * Loads, makes or lets the user choose a quiz. Without a valid quiz, prints why and returns an exit code. Prints nothing if the user
 * quits the chooser.
 */
export async function loadOrChooseQuiz(
  { file, make, mix, count, seed }: WantedQuiz,
  chooser: ChooserOptions,
): Promise<FoundQuiz | ExitCode> {
  if (make !== undefined || mix) {
    if (file !== undefined) return fail(exitCodes.usage, fileConflict(file, make));
    return makeFromLibrary({ words: make, count, seed, from: [], difficulty: undefined });
  }
  const quiz = await (file === undefined ? chooseQuiz(chooser) : loadQuizFile(file));
  if (typeof quiz !== 'object' || count === undefined) {
    return typeof quiz === 'object' ? { quiz, notice: undefined } : quiz;
  }
  const { sampleQuiz } = await import('../quiz/bank/make-quiz.ts');
  const all = quiz.questions.length;
  const notice = all < count ? `The quiz has only ${pluralize(all, 'question')}.` : undefined;
  return { quiz: sampleQuiz(quiz, count, permuteWith(seed)), notice };
}

function fileConflict(file: string, make: string | undefined): string {
  if (make === undefined)
    return '--mix cannot be used with a quiz file: it mixes the questions of all quizzes.';
  const advice = file.endsWith('.json')
    ? 'Leave one of them out.'
    : `Put several words in quotes: --make ${quote(`${make} ${file}`)}.`;
  return `--make cannot be used with a quiz file, ${quote(file)}. ${advice}`;
}

async function loadQuizFile(file: string): Promise<Quiz | ExitCode> {
  const read = await readQuizFile(file, ' Leave it out to choose a quiz.');
  if (read.ok) return read.quiz;
  return fail(exitCodes.usage, ...read.errors.map((error) => formatProblem(read.file, error)));
}

async function chooseQuiz({ playAlone, ...options }: ChooserOptions): Promise<Quiz | ExitCode> {
  const choices = await readChoices();
  const { chooseQuiz: showChooser } = await import('../terminal/index.ts');
  let file: string | undefined;
  for (;;) {
    const chosen = await showChooser({ choices, canPlayAlone: playAlone !== undefined, file, ...options });
    if (chosen.type === 'interrupted') return exitCodes.interrupted;
    if (chosen.type === 'left') return exitCodes.left;
    if (chosen.type === 'chosen' || !playAlone) return chosen.quiz;
    file = chosen.file;
    const exitCode = await playAlone(chosen.quiz);
    if (exitCode !== exitCodes.done) return exitCode;
  }
}

/** How many questions a new quiz has. */
const DEFAULT_COUNT = 10;

export interface LibraryOptions {
  /** What the questions are about; undefined for a mix of everything. */
  readonly words: string | undefined;
  /** Default: 10. */
  readonly count: number | undefined;
  readonly seed: string | undefined;
  /** More files and folders to pick from. */
  readonly from: readonly string[];
  readonly difficulty: Difficulty | undefined;
}

/** Makes a quiz from the questions of the library. If none match, suggests topics on stderr and returns an exit code. */
export async function makeFromLibrary({
  words,
  count = DEFAULT_COUNT,
  seed,
  from,
  difficulty,
}: LibraryOptions): Promise<FoundQuiz | ExitCode> {
  if (words?.trim() === '') {
    return fail(exitCodes.usage, 'Name a topic, such as "git and http".');
  }
  const library = await readLibrary(from);
  if (typeof library === 'number') return library;
  const { makeQuiz } = await import('../quiz/bank/make-quiz.ts');
  const quizzes = library.map(({ quiz }) => quiz);
  const made = makeQuiz(quizzes, { query: words, count, difficulty, permute: permuteWith(seed) });
  if (made.type === 'nothing') return fail(exitCodes.failed, ...nothingFound(words, difficulty, made.near));
  return { quiz: made.quiz, notice: noticeOf(made, count) };
}

function permuteWith(seed = nanoid()): Permute {
  return permuter(`${seed}/bank`);
}

function nothingFound(
  words: string | undefined,
  difficulty: Difficulty | undefined,
  near: readonly string[],
): string[] {
  const questions = difficulty === undefined ? 'questions' : `${difficulty} questions`;
  const about = words === undefined ? '' : ` about ${quote(words)}`;
  const topics = near.length > 0 ? [`Try ${near.join(', ')}.`] : [];
  return [`No ${questions}${about} found.`, ...topics, `See "${programName()} quizzes" for all quizzes.`];
}

/** Says what is missing from the requested quiz. */
function noticeOf({ quiz, unknown }: MadeQuiz & { type: 'made' }, count: number): string | undefined {
  const missing = unknown.map((word) => `No question matches ${quote(word)}.`);
  const found = quiz.questions.length;
  const few = found < count ? [`Found only ${pluralize(found, 'question')}, not ${count}.`] : [];
  const sentences = [...missing, ...few];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
