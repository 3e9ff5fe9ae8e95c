import {
  type Collector,
  type Findings,
  type QuestionDraft,
  choiceAmongWrong,
  choiceOrMultiple,
  cleanStart,
  codeOf,
  collectFindings,
  comparable,
  labelsOf,
  nearestTimeLimit,
} from './findings.ts';
import { quote } from '../../text/clean.ts';

/** Whether a value contains questions under the names that people commonly use. */
export function hasQuestions(json: unknown): boolean {
  return collectEntries(json).length > 0;
}

/**
 * Parses lists of questions as people write them for their own programs: a text, its options, and the correct one as an index from 0,
 * as a text, as a letter or marked in the options, under any of the usual names. The lists may be anywhere in the file.
 */
export function parseJsonList(json: unknown): Findings {
  const findings = collectFindings('question');
  const entries = collectEntries(json).map((entry) => readEntry(entry));
  const first = firstIndex(entries);
  for (const [index, entry] of entries.entries()) convertEntry(entry, first, findings.at(index + 1));
  if (first === 1) findings.notices.push({ message: 'correct answers are counted from 1, not from 0' });
  const title = isObject(json)
    ? textAt(fieldsOf(json), 'title', 'name', 'quiztitle', 'subject', 'topic')
    : '';
  return { ...findings, ...(title !== '' && { title }) };
}

/** A JSON object's values by the letters and digits of their keys: `correct_answer` and `correctAnswer` are the same. */
type Fields = ReadonlyMap<string, unknown>;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(object: Readonly<Record<string, unknown>>): Fields {
  return new Map(
    Object.entries(object).map(([key, value]) => [key.toLowerCase().replaceAll(/[\s_-]/gu, ''), value]),
  );
}

const TEXT = ['question', 'questiontext', 'text', 'statement', 'prompt', 'q'] as const;
const OPTIONS = [
  'options',
  'choices',
  'answers',
  'alternatives',
  'possibleanswers',
  'answeroptions',
] as const;
const WRONG = ['incorrectanswers', 'wronganswers', 'distractors'] as const;
const CORRECT = [
  'correctanswer',
  'correctanswers',
  'correctoption',
  'correctoptions',
  'correctoptionindex',
  'correctanswerindex',
  'correctindex',
  'correctindexes',
  'correctindices',
  'correctchoice',
  'correct',
  'rightanswer',
  'answerindex',
  'answeridx',
  'answer',
  'solution',
  'answers',
] as const;

/** Collects questions, and the other entries of their lists. */
function collectEntries(value: unknown, depth = 0): unknown[] {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value)) {
    return isQuestion(value)
      ? [value]
      : Object.values(value).flatMap((inner) => collectEntries(inner, depth + 1));
  }
  return value.some(isQuestion) ? value : value.flatMap((inner) => collectEntries(inner, depth + 1));
}

/** Lists by topic in a quiz in a list of quizzes are five deep. */
const MAX_DEPTH = 6;

function isQuestion(value: unknown): boolean {
  if (!isObject(value)) return false;
  const fields = fieldsOf(value);
  return (
    questionText(fields) !== '' &&
    (find(fields, CORRECT) !== undefined || optionsIn(fields).options.length > 0)
  );
}

interface Option {
  readonly text: string;
  /** The name by which the correct answer may refer to it, besides its text. */
  readonly id: string;
  readonly isCorrect: boolean;
}

interface Entry {
  readonly fields: Fields;
  readonly question: string;
  readonly options: readonly Option[];
  /** The value that names the correct answer, and its key. */
  readonly correct: { readonly key: string; readonly value: unknown } | undefined;
}

function readEntry(value: unknown): Entry {
  const fields = isObject(value) ? fieldsOf(value) : new Map<string, unknown>();
  const { key, options } = optionsIn(fields);
  return { fields, question: questionText(fields), options, correct: find(fields, CORRECT, key) };
}

/** Returns the first of the named fields that has a value. */
function find(
  fields: Fields,
  names: readonly string[],
  except = '',
): { key: string; value: unknown } | undefined {
  const key = names.find((name) => name !== except && (fields.get(name) ?? '') !== '');
  return key === undefined ? undefined : { key, value: fields.get(key) };
}

function questionText(fields: Fields): string {
  const value = find(fields, TEXT)?.value;
  return isObject(value) ? questionText(fieldsOf(value)) : scalarText(value);
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function textAt(fields: Fields, ...names: readonly string[]): string {
  return scalarText(find(fields, names)?.value);
}

/** Reads options as a list, as an object by letter, or as fields of the question: "A", "optionB", "choice3". */
function optionsIn(fields: Fields): { key: string; options: readonly Option[] } {
  const lists = OPTIONS.map((name) => ({ key: name, value: fields.get(name) }));
  const list = lists.find(({ value }) => Array.isArray(value) || isObject(value));
  if (list && Array.isArray(list.value)) return { key: list.key, options: list.value.map(optionOf) };
  const entries = isObject(list?.value)
    ? Object.entries(list.value)
    : [...fields].filter(([key]) => /^(?:option|choice|answer)?[a-h1-8]$/u.test(key));
  const options = entries.map(([id, value]) => ({
    ...optionOf(value),
    id: id.replace(/^[a-z]+(?=[a-h1-8]$)/u, ''),
  }));
  return { key: list?.key ?? '', options: options.length > 1 ? options : [] };
}

function optionOf(value: unknown): Option {
  if (!isObject(value)) return { text: scalarText(value), id: '', isCorrect: false };
  const fields = fieldsOf(value);
  const text = textAt(
    fields,
    'text',
    'answer',
    'option',
    'label',
    'content',
    'title',
    'answertext',
    'optiontext',
    'value',
    'name',
  );
  const flag = find(fields, ['correct', 'iscorrect', 'right', 'isright', 'iscorrectanswer'])?.value;
  return { text, id: textAt(fields, 'id', 'key', 'letter', 'value', 'label'), isCorrect: flag === true };
}

/** Returns the index of the first option. Files that count from 1 often name the number of options, but never 0. */
function firstIndex(entries: readonly Entry[]): 0 | 1 {
  const numbers = entries.flatMap(({ options, correct }) =>
    typeof correct?.value === 'number' && options.length > 0
      ? [{ number: correct.value, count: options.length }]
      : [],
  );
  const beyond = numbers.filter(({ number, count }) => number === count).length;
  return beyond > 1 && numbers.length > 3 && numbers.every(({ number }) => number > 0) ? 1 : 0;
}

function convertEntry(entry: Entry, first: 0 | 1, collector: Collector): void {
  const draft = entry.question === '' ? 'no text ("question")' : toQuestion(entry, first);
  if (typeof draft === 'string') {
    collector.skipQuestion(draft);
    return;
  }
  const { fields } = entry;
  if (textAt(fields, 'image', 'imageurl', 'img') !== '') collector.addNotice('the image is left out');
  const explanation = textAt(fields, 'explanation', 'explain', 'rationale', 'reason');
  const category = find(fields, ['tags', 'category', 'topic', 'subject'])?.value;
  collector.addQuestion({
    ...draft,
    ...codeIn(fields),
    ...(explanation !== '' && { explanation }),
    ...labelsOf({
      tags: (Array.isArray(category) ? category : [category]).map(scalarText),
      difficulty: textAt(fields, 'difficulty', 'level'),
    }),
    ...timeIn(fields, collector),
  });
}

/** Returns the question, or why it cannot be imported. */
function toQuestion({ fields, question, options, correct }: Entry, first: 0 | 1): QuestionDraft | string {
  const wrong = find(fields, WRONG)?.value;
  if (options.length === 0 && Array.isArray(wrong))
    return choiceAmongWrong(question, scalarText(correct?.value), wrong.map(scalarText));
  if (options.length === 0) return toTypedQuestion(question, correct?.value);
  const marked = options.flatMap(({ isCorrect }, index) => (isCorrect ? [index] : []));
  const values = correct ? [correct.value].flat() : [];
  if (options.length > MAX_COMPARED || values.length > MAX_COMPARED) return 'it has too many options';
  const found = correct ? values.map((value) => indexOf(value, options, correct.key, first)) : marked;
  if (found.length === 0) return 'no correct answer';
  const missing = found.findIndex((index) => typeof index === 'string' || index < 0);
  if (missing !== -1) {
    const index = found[missing];
    return typeof index === 'string'
      ? index
      : `the correct answer ${quote(scalarText(values[missing]))} is not an option`;
  }
  return choiceOrMultiple(
    question,
    options.map(({ text }) => text),
    [...new Set(found.filter((index) => typeof index === 'number'))],
  );
}

/** Far more options than are valid. */
const MAX_COMPARED = 100;

/** Returns the index of the option that a value names: -1 if there is none, or why it is unclear. */
function indexOf(value: unknown, options: readonly Option[], key: string, first: 0 | 1): number | string {
  const text = comparable(scalarText(value));
  const same = options.findIndex((option) => comparable(option.text) === text);
  const index = Number(text === '' ? Number.NaN : value) - first;
  const isIndex = Number.isInteger(index) && index >= 0 && index < options.length;
  if (/ind(?:ex|exes|ices)$|idx$/u.test(key)) return isIndex ? index : -1;
  if (typeof value === 'number') {
    if (same !== -1 && isIndex && same !== index)
      return `the correct answer ${text} could be an index or the text of an option`;
    return isIndex ? index : same;
  }
  if (same !== -1) return same;
  const id = options.findIndex((option) => option.id !== '' && comparable(option.id) === text);
  if (id !== -1) return id;
  const letter = /^(?:option )?([a-h])[.)]?$/u.exec(text)?.[1];
  const place = letter === undefined ? -1 : letter.charCodeAt(0) - 97;
  return place < options.length ? place : -1;
}

/** Returns a question without options, which players answer with a text, a number, or true or false. */
function toTypedQuestion(question: string, correct: unknown): QuestionDraft | string {
  if (typeof correct === 'number') return { type: 'number', question, answer: correct };
  const texts = [correct].flat().map(scalarText);
  const [only = ''] = texts.map(comparable);
  if (texts.length === 1 && /^(?:true|false)$/u.test(only))
    return { type: 'boolean', question, answer: only === 'true' };
  if (only === '') return 'no options and no correct answer';
  // Nobody can type answers in whole sentences.
  if (texts.some((text) => text.length > MAX_TYPED))
    return 'no options, and an answer that is too long to type';
  return { type: 'text', question, answer: texts };
}

const MAX_TYPED = 60;

function codeIn(fields: Fields): Pick<QuestionDraft, 'code'> {
  const found = find(fields, ['code', 'codesnippet', 'snippet'])?.value;
  const inner = isObject(found) ? fieldsOf(found) : fields;
  const text = isObject(found)
    ? textAt(inner, 'text', 'code', 'content')
    : typeof found === 'string'
      ? found
      : '';
  const language = cleanStart(textAt(inner, 'language', 'lang', 'codelanguage'));
  return text.trim() === '' ? {} : { code: codeOf(text, language) };
}

function timeIn(fields: Fields, collector: Collector): { time?: number } {
  const written = textAt(fields, 'time', 'timelimit', 'timer', 'seconds');
  const number = written === '' ? Number.NaN : Number(written);
  // Such a time is in milliseconds: nobody gets a quarter of an hour for a question.
  const time = nearestTimeLimit(number >= 1000 ? number / 1000 : number, collector);
  return time === undefined || number <= 0 ? {} : { time };
}
