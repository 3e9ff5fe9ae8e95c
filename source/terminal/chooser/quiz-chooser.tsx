import { Box, Text, usePaste } from 'ink';
import { useState } from 'react';
import { useNarration } from '../aloud/use-narration.ts';
import { useSuspend } from '../hooks/use-foreground.ts';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { type Size, useSize } from '../hooks/use-size.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { letterOf } from '../keys.ts';
import {
  ChoiceList,
  type ChooserState,
  type Item,
  type Listed,
  isAtStart,
  pasteIntoSearch,
  pressInList,
  pressInSearch,
} from './chooser-state.ts';
import { QuizDetails, nameOf } from './quiz-details.tsx';
import { type ScreenOptions, runScreen } from '../run.tsx';
import { WrappedText } from '../ui/fitted-text.tsx';
import { Frame, contentSize, footerColumns } from '../ui/frame.tsx';
import { type KeyHint, KeyHints } from '../ui/key-hints.tsx';
import { KeyList, controlHints, ending, keyListHint, quitting } from '../ui/key-list.tsx';
import { gapFor, isNarrow } from '../ui/layout.ts';
import { ScrollBar, Select } from '../ui/select.tsx';
import { textOf } from '../ui/text-field.ts';
import type { LibraryQuiz, QuizLibrary } from '../../quiz/bank/library.ts';
import { type Topic, keyListTopic } from '../../words/topic.ts';
import { TextInput } from '../ui/text-input.tsx';
import { minutesOf } from '../../quiz/overview.ts';
import { quote } from '../../text/clean.ts';
import { pluralize } from '../../text/numbers.ts';
import { fit, fitEnd, widthOf } from '../../text/width.ts';

/** The outcome: a quiz to use, a quiz to play alone, none, or an interruption by Ctrl+C or a signal. */
export type ChosenQuiz = ChosenEntry | { readonly type: 'left' } | { readonly type: 'interrupted' };

interface ChosenEntry extends Pick<LibraryQuiz, 'file' | 'quiz'> {
  readonly type: 'chosen' | 'play';
}

export interface QuizChooserProps {
  readonly choices: QuizLibrary;
  /** What the selected quiz is for: to host it, to play it alone, or to play it next with the same players. Default: "host". */
  readonly action?: 'host' | 'play' | 'next' | undefined;
  /** Whether `p` plays the selected quiz alone. Default: false. */
  readonly canPlayAlone?: boolean | undefined;
  /** The file of the quiz that is selected at first. Default: that of the first one. */
  readonly file?: string | undefined;
  /** What Ctrl+Z does. Default: it stops the program at once, as in a shell. */
  readonly onSuspend?: (() => void) | undefined;
  readonly finish: (chosen: ChosenQuiz) => void;
}

/** Quizzes to choose from, with a search, and what the selected one is like. */
export function QuizChooser(props: QuizChooserProps) {
  const { choices, action = 'host', canPlayAlone = false, file, onSuspend, finish } = props;
  const { symbols } = useTheme();
  const size = useSize();
  const [list] = useState(() => new ChoiceList(choices));
  const state = useLatestState<ChooserState>(() => ({
    selected: Math.max(
      0,
      list.find(null).items.findIndex((item) => item.file === file),
    ),
    search: null,
    isTyping: false,
    showsDetails: false,
    showsKeys: false,
  }));
  const isOverlaid = isNarrow(size.columns);
  const suspend = useSuspend();

  useKeyPresses((keyPress) => {
    const { showsKeys: showedKeys, ...rest } = state.latest();
    // Any key hides the list of keys, and any but these two has its usual effect.
    const before = { ...rest, showsKeys: false };
    const item = list.find(before.search).items[before.selected];
    const letter = before.isTyping ? undefined : letterOf(keyPress);
    if (keyPress.type === 'suspend') return suspend && (onSuspend ?? suspend)();
    if (keyPress.type === 'interrupt') return finish({ type: 'interrupted' });
    if (letter === '?') return state.set({ ...before, showsKeys: !showedKeys });
    if (showedKeys && keyPress.type === 'escape') return state.set(before);
    if (letter === 'q' || (keyPress.type === 'escape' && isAtStart(before))) return finish({ type: 'left' });
    if (item && 'quiz' in item && !before.isTyping) {
      const { quiz } = item;
      if (keyPress.type === 'enter') return finish({ type: 'chosen', file: item.file, quiz });
      if (letter === 'p' && canPlayAlone) return finish({ type: 'play', file: item.file, quiz });
    }
    if (keyPress.type === 'tab' && isOverlaid) {
      return state.set({ ...before, showsDetails: !before.showsDetails });
    }
    state.set(before.isTyping ? pressInSearch(before, keyPress, list) : pressInList(before, keyPress, list));
  });
  usePaste((text) => pasteIntoSearch(state, text));

  const { selected, isTyping, search, showsDetails, showsKeys } = state.value;
  const { items } = list.find(search);
  const shown = items[selected];
  const verb = action === 'host' ? 'host' : 'play';
  const listKeys: KeyHint[] = [
    ...(shown && 'quiz' in shown ? [{ key: 'Enter', label: `${verb} this quiz`, short: verb }] : []),
    ...(isOverlaid && showsDetails ? [{ key: 'Tab', label: 'list' }] : []),
    { key: '/', label: 'search', short: 'find' },
    ...(canPlayAlone ? [{ key: 'p', label: 'play it alone', short: 'play alone' }] : []),
    { key: symbols.updown, label: 'select' },
    { key: 'q', label: action === 'next' ? 'back' : 'leave' },
    keyListHint,
  ];
  const allKeys = [...listKeys, ...controlHints(suspend !== null, action === 'next' ? ending : quitting)];
  useNarration(
    [...topicsFor(list.find(search), selected), keyListTopic(showsKeys ? allKeys : null)],
    isTyping && search ? textOf(search) : null,
  );
  const searchKeys: KeyHint[] = [
    { key: 'Enter', label: 'done' },
    { key: symbols.updown, label: 'select' },
    { key: 'Esc', label: 'all quizzes' },
  ];
  const unusable = choices.problems.length;
  return (
    <Frame
      size={size}
      title={action === 'next' ? 'Choose the next quiz' : 'Choose a quiz'}
      status={items.length > 0 ? `${selected + 1} of ${items.length}` : 'none'}
      badge={unusable === 0 ? '' : pluralize(unusable, isOverlaid ? 'problem' : 'unusable file')}
      footer={<KeyHints hints={isTyping ? searchKeys : listKeys} columns={footerColumns(size)} />}
    >
      {showsKeys ? (
        <KeyList hints={allKeys} size={contentSize(size)} />
      ) : (
        <Panes {...{ list, isOverlaid }} state={state.value} size={contentSize(size)} />
      )}
    </Frame>
  );
}

/** What is read aloud: how to choose, and the selected quiz. */
function topicsFor({ items, near }: Listed, selected: number): Topic[] {
  const item = items[selected];
  const place = `${selected + 1} of ${items.length}`;
  return [
    { subject: 'keys', lines: ['Choose a quiz with up, down and Enter. Slash searches, q quits.'] },
    {
      subject: 'quiz',
      lines: item
        ? [`${place}: ${describe(item)}`]
        : [`Nothing found. ${near.length > 0 ? `Try ${near.join(', ')}.` : ''}`],
    },
  ];
}

function describe(item: Item): string {
  if (!('quiz' in item)) return `${nameOf(item.file)} cannot be used: ${item.message}`;
  const { title, description, questions } = item.quiz;
  const length = `${pluralize(questions.length, 'question')}, about ${pluralize(minutesOf(item.quiz), 'minute')}.`;
  return [`${title}.`, description ?? [], length].flat().join(' ');
}

interface PanesProps {
  readonly list: ChoiceList;
  readonly state: ChooserState;
  /** Whether the list and the details share the columns. */
  readonly isOverlaid: boolean;
  readonly size: Size;
}

/** The list, and beside it what the selected quiz is like. On a narrow screen, that is below, or takes the place of the list. */
function Panes({ list, state, isOverlaid, size }: PanesProps) {
  const { styles } = useTheme();
  const { columns, rows } = size;
  const { items, near } = list.find(state.search);
  const selected = items[state.selected];
  const gap = gapFor(rows);
  if (!selected) return <NothingFound {...{ state, near, size }} />;
  if (isOverlaid) {
    if (state.showsDetails) return <QuizDetails choice={selected} size={size} />;
    const below = Math.floor(rows / 2);
    return (
      <Box flexDirection="column">
        <QuizList {...{ items, state }} size={{ columns, rows: rows - below - 1 }} />
        <Text {...styles.faint}>{fitEnd('Tab: more', columns)}</Text>
        <QuizDetails choice={selected} size={{ columns, rows: below }} />
      </Box>
    );
  }
  const listColumns = Math.min(MAX_LIST_COLUMNS, Math.floor(columns * 0.45));
  const listSize = { columns: listColumns, rows: rows - gap };
  const detailsSize = { columns: columns - listColumns - 2, rows: rows - gap };
  return (
    <Box paddingTop={gap} columnGap={2}>
      <QuizList {...{ items, state }} size={listSize} />
      <QuizDetails choice={selected} size={detailsSize} />
    </Box>
  );
}

const MAX_LIST_COLUMNS = 52;

function NothingFound({ state, near, size }: { state: ChooserState; near: readonly string[]; size: Size }) {
  const { columns, rows } = size;
  const { search } = state;
  const words = search ? textOf(search).trim() : '';
  const none = words === '' ? 'There are no quizzes here.' : `No quiz has questions about ${quote(words)}.`;
  const advice = near.length > 0 ? ` Try ${near.join(', ')}.` : '';
  return (
    <Box flexDirection="column" rowGap={1} paddingTop={gapFor(rows)}>
      <SearchLine {...{ state, columns }} />
      <WrappedText columns={columns} rows={Math.max(1, rows - 3)}>
        {none + advice}
      </WrappedText>
    </Box>
  );
}

interface QuizListProps {
  readonly items: readonly Item[];
  readonly state: ChooserState;
  readonly size: Size;
}

function QuizList({ items, state, size }: QuizListProps) {
  const { styles, symbols } = useTheme();
  const { columns, rows } = size;
  const { selected, search } = state;
  const listRows = Math.max(1, search ? rows - 1 : rows);
  const width = columns - 4;
  return (
    <Box flexDirection="column" width={columns} flexShrink={0}>
      <SearchLine {...{ state, columns }} />
      <Box columnGap={1}>
        <Box width={columns - 2} flexShrink={0}>
          <Select items={items} selected={selected} rows={listRows} keyOf={({ file }) => file}>
            {(item, isSelected) => {
              const style = 'quiz' in item ? {} : styles.bad;
              return (
                <Text wrap="truncate-end" {...(isSelected ? styles.selected : style)}>
                  {labelOf(item, width, symbols.ellipsis)}
                </Text>
              );
            }}
          </Select>
        </Box>
        <ScrollBar count={items.length} selected={selected} rows={Math.min(listRows, items.length)} />
      </Box>
    </Box>
  );
}

/** The title, and at the right end the number of questions or of matches. */
function labelOf(item: Item, width: number, ellipsis: string): string {
  if (!('quiz' in item)) return fit(nameOf(item.file), width, ellipsis);
  const { quiz, source, matches } = item;
  const count = quiz.questions.length;
  const end = `${ORIGINS.get(source) ?? ''}  ${matches === undefined ? count : `${matches} of ${count}`}`;
  return fit(quiz.title, width - widthOf(end), ellipsis) + end;
}

/** Where a quiz comes from, if that is worth saying. */
const ORIGINS = new Map<LibraryQuiz['source'], string>([
  ['own', ' yours'],
  ['folder', ' here'],
]);

function SearchLine({ state, columns }: { state: ChooserState; columns: number }) {
  const { styles } = useTheme();
  const { search, isTyping } = state;
  if (!search) return null;
  return (
    <Box>
      <Text {...styles.accent}>{'/ '}</Text>
      {isTyping ? <TextInput field={search} width={columns - 2} /> : <Text>{textOf(search)}</Text>}
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
