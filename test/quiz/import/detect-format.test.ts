import { readFileSync } from 'node:fs';
import { strToU8 } from 'fflate/browser';
import { describe, expect, it } from 'vitest';
import { bundledQuiz } from '../../helpers/binary.ts';
import { importFile } from './import-file.ts';
import { workbook } from './workbook.ts';

const gift = 'Is it?{T}';
const aiken = 'Is it?\nA. yes\nB. no\nANSWER: A';

describe('detectFormat', () => {
  it.each([
    ['q.gift', gift],
    ['q.txt', gift],
    ['q', `// comment\n::name::${gift}`],
    ['q.txt', '[html]Is it?{=yes ~no}'],
    ['q.gift', '<p>Is it?</p>{=yes ~no}'],
    ['q.txt', 'In which year?{#1970}'],
    ['q.txt', 'With code \\{ x \\}?{\n  ~yes\n  =no\n}'],
    ['q.json.txt', `{not JSON} ${gift}\n\n${gift}`],
    ['q.aiken', aiken],
    ['q.txt', aiken],
    ['q.txt', 'Is it?\na)yes\nb)no\nAnswer: a)'],
    ['q.gift', `Answer: what?{T}`],
    ['q.txt', '[{"question": "q", "correct_answer": "a", "incorrect_answers": ["b"]}]'],
    ['q.txt', 'Question,Answer 1,Answer 2,Correct answer\nIs it?,yes,no,1'],
  ])('detects the format of %s with the content %j', (name, content) => {
    expect(importFile(name, content).quiz).toBeDefined();
  });

  it.each([
    ['q.txt', '', 'it is empty'],
    ['q.txt', ' \n\uFEFF', 'it is empty'],
    [
      'q.txt',
      'Hello',
      'unknown format; supported are GIFT and Aiken text, spreadsheets (.xlsx and .csv), and JSON from Kahoot, ClassQuiz, Open Trivia DB or Razzia',
    ],
    [
      'q.json',
      '{"a": 1}',
      'it is JSON, but not a list of questions of a known kind (Kahoot, ClassQuiz, Open Trivia DB, Razzia, or a list with "question", "options" and "answer")',
    ],
    ['q.json', '{\n"a": ]', 'line 2: expected a value, found "]"'],
    ['q.json', '['.repeat(200), 'line 1: brackets are nested too deeply'],
    [
      'q.bin',
      `a picture\0${'.'.repeat(20)}`,
      'line 1: the file is not text, because it has a NUL character here; choose another file, or save it as UTF-8',
    ],
  ])('rejects %s with the content %j, with a reason', (name, content, message) => {
    expect(importFile(name, content)).toEqual({ quiz: undefined, notices: [message] });
  });

  it.each([
    [
      'q.json',
      `[{\n"options": [${'{},'.repeat(60_001)}{}]}]`,
      /^line 2: the lists .* more entries than any quiz$/u,
    ],
    [
      'q.json',
      `{\n${Array.from({ length: 200_002 }, (_, index) => `"${index}": 0`).join()}}`,
      /^line 2: the objects .* more keys than any quiz$/u,
    ],
    ['q.gift', 'Q{T}\n\n'.repeat(25_000), /^it has more than 50,000 lines;/u],
    ['q.aiken', 'Q\r\n'.repeat(50_000), /^it has more than 50,000 lines;/u],
    [
      'q.csv',
      `Question,Answer 1,Answer 2,Correct answer\r${'Q,a,b,1\r'.repeat(50_000)}`,
      /^it has more than 50,000 lines;/u,
    ],
  ])('rejects %s before it is parsed if it has far more parts than any quiz', (name, content, message) => {
    const { quiz, notices } = importFile(name, content);
    expect(quiz).toBeUndefined();
    expect(notices).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    [
      'Moodle XML',
      'q.xml',
      '<?xml version="1.0"?>\n<quiz>\n<question type="truefalse"><text>{x}</text></question></quiz>',
    ],
    ['Moodle XML', 'q.gift', '<quiz><question type="essay"></question></quiz>'],
    ['QTI', 'q.xml', '<?xml version="1.0"?><questestinterop><item ident="1"/></questestinterop>'],
    ['QTI', 'q.xml', '<assessmentItem xmlns="urn:x" identifier="choice"></assessmentItem>'],
    ['QTI', 'q.xml', '<qti-assessment-item identifier="choice"></qti-assessment-item>'],
    ['Anki', 'q.txt', '#separator:tab\n#html:true\nfront {a}\tback\n'],
    ['quizmd', 'q.md', '# Stones\n\n## Question 1\nWhich one floats?\n\n- Basalt\n- Pumice\n\nAnswer: 2\n'],
    ['quizmd', 'q.quiz.md', '# Stones\n\n## Q1 · Which one floats?\n\n- [ ] Basalt\n- [x] Pumice\n'],
    ['quizmd', 'q.md', 'Which one floats?\n\n```quizmd\nmchoice:\n```\n'],
    ['text2qti', 'q.txt', '1. Which one floats?\na) Basalt\n*b) Pumice {light}\n'],
    ['RTF', 'q.rtf', '{\\rtf1 Is it?\\{T\\}}'],
    ['web page', 'q.html', '<!DOCTYPE html><style>p {color: red}</style>'],
  ])('names %s in %s, and says what to do instead', (format, name, content) => {
    const { quiz, notices } = importFile(name, content);
    expect(quiz).toBeUndefined();
    expect(notices).toEqual([expect.stringContaining(format)]);
  });

  it.each([
    ['Anki', workbook({ 'collection.anki21b': '', media: '' })],
    ['Anki', strToU8('SQLite format 3\0')],
    ['QTI', workbook({ 'imsmanifest.xml': '' })],
    ['Word', workbook({ 'word/document.xml': '' })],
    ['OpenDocument', workbook({ 'content.xml': '' })],
    ['old Excel', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1)],
    ['compressed', Uint8Array.of(0x1f, 0x8b, 8)],
    ['not UTF-8', Uint8Array.of(0x46, 0xfc, 0x72)],
  ])('names a binary file of the kind %j', (kind, bytes) => {
    expect(importFile('q.bin', bytes).notices).toEqual([expect.stringContaining(kind)]);
  });

  it.each([
    ['a web page without a head', '<p>Good evening</p><script>let a = {T};</script>'],
    ['formulas', 'The transpose $A^{T}$ of \\mathbb{F} and \\frac{1}{2} is {large}.'],
    ['code', 'function a() { return {}; }\nconst b = <p hidden={true} />;'],
    ['a style sheet', 'body { color: red }\np::before { content: "" }'],
    ['Markdown with attributes', '# Cups\n\n```cpp{img}\nint a[] = {1};\n```\n'],
    ['a template', 'Dear {{name}},\n{% if a %}{# b #}{#if c}{/if}'],
    ['a list of names', 'A. Lovelace\nB. Pascal\n'],
    ['a letter', 'Question:\nAre you well?\nAnswer:\nYes, thanks.\n'],
  ])('does not take %s for a quiz', (_, content) => {
    expect(importFile('q.txt', content).notices).toEqual([expect.stringMatching(/^unknown format/u)]);
  });

  it('rejects a file as already in our format only if it is a valid quiz', () => {
    const message = 'it is already a termquiz quiz and needs no import; pass it to the command "host"';
    expect(importFile('git.json', readFileSync(bundledQuiz('git'))).notices).toEqual([message]);
    const mistaken = [
      '{"$schema": "quiz.schema.json"}',
      '{"questions": [{"question": "Q", "items": ["a"]}]}',
    ];
    for (const text of mistaken) expect(importFile('q.json', text).notices[0]).toMatch(/quiz with mistakes/u);
  });
});
