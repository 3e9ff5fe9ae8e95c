import type { LatestState } from '../hooks/use-latest-state.ts';
import { type KeyPress, directionOf, letterOf } from '../keys.ts';
import { moveSelection } from '../ui/select.tsx';
import { type TextField, editField, pasteInto, textField, textOf } from '../ui/text-field.ts';
import type { LibraryProblem, LibraryQuiz, QuizLibrary } from '../../quiz/bank/library.ts';
import { QuestionBank, searchEntries } from '../../quiz/bank/question-bank.ts';

/** What the chooser remembers between keys. */
export interface ChooserState {
  readonly selected: number;
  /** Null: all quizzes are listed. */
  readonly search: TextField | null;
  readonly isTyping: boolean;
  /** Whether a narrow screen shows the selected quiz instead of the list. */
  readonly showsDetails: boolean;
  /** Whether all keys are listed instead of the quizzes. */
  readonly showsKeys: boolean;
}

/** An entry of the list. */
export type Item = (LibraryQuiz & { readonly matches?: number }) | LibraryProblem;

/** What the list shows. */
export interface Listed {
  readonly items: readonly Item[];
  /** Topics to suggest if a search finds nothing. */
  readonly near: readonly string[];
}

/** The quizzes, all of them or those that a search finds. */
export class ChoiceList {
  readonly #choices: QuizLibrary;
  readonly #all: Listed;
  #bank: QuestionBank | undefined;
  #words = '';
  #found: Listed;

  /** Lists the bundled quizzes last. */
  constructor(choices: QuizLibrary) {
    const { quizzes, problems } = choices;
    const bundled = quizzes.filter(({ source }) => source === 'bundled');
    const others = quizzes.filter(({ source }) => source !== 'bundled');
    this.#choices = choices;
    this.#all = { items: [...others, ...problems, ...bundled], near: [] };
    this.#found = this.#all;
  }

  /** Returns the entries that a search finds; null lists all of them. */
  find(search: TextField | null): Listed {
    const words = search ? textOf(search).trim() : '';
    if (words === '') return this.#all;
    if (words === this.#words) return this.#found;
    const { quizzes } = this.#choices;
    this.#bank ??= new QuestionBank(quizzes.map(({ quiz }) => quiz));
    const { found, near } = searchEntries(this.#bank, quizzes, words);
    this.#words = words;
    this.#found = { items: found, near };
    return this.#found;
  }
}

/** Whether Esc leaves the chooser, because nothing else is left to undo. */
export function isAtStart({ search, isTyping, showsDetails }: ChooserState): boolean {
  return search === null && !isTyping && !showsDetails;
}

/** Applies a key while the list is shown. */
export function pressInList(state: ChooserState, keyPress: KeyPress, list: ChoiceList): ChooserState {
  if (keyPress.type === 'escape') return { ...state, showsDetails: false, ...(!state.showsDetails && ALL) };
  if (letterOf(keyPress) === '/') {
    return { ...state, isTyping: true, showsDetails: false, search: state.search ?? textField() };
  }
  return moveSelected(state, keyPress, list, true);
}

/** Applies a key while a search is being typed. */
export function pressInSearch(state: ChooserState, keyPress: KeyPress, list: ChoiceList): ChooserState {
  const { search } = state;
  if (keyPress.type === 'escape' || !search) return { ...state, ...ALL };
  if (keyPress.type === 'enter') {
    return textOf(search).trim() === '' ? { ...state, ...ALL } : { ...state, isTyping: false };
  }
  const after = moveSelected(state, keyPress, list, false);
  if (after !== state) return after;
  const edited = editField(search, keyPress);
  return textOf(edited) === textOf(search)
    ? { ...state, search: edited }
    : { ...state, search: edited, selected: 0 };
}

const ALL = { search: null, isTyping: false, selected: 0 };

/** Moves the selection. Left, right, Home and End belong to the search that is being typed. */
function moveSelected(
  state: ChooserState,
  keyPress: KeyPress,
  list: ChoiceList,
  letters: boolean,
): ChooserState {
  const direction = directionOf(keyPress, letters);
  if (!direction) return state;
  if (!letters && ['left', 'right', 'home', 'end'].includes(direction)) return state;
  const { items } = list.find(state.search);
  return { ...state, selected: Math.max(0, moveSelection(state.selected, items.length, direction)) };
}

/** Pastes text into the search, if one is being typed. */
export function pasteIntoSearch({ latest, set }: LatestState<ChooserState>, text: string): void {
  const { search, isTyping } = latest();
  if (isTyping && search) set({ ...latest(), search: pasteInto(search, text), selected: 0 });
}
