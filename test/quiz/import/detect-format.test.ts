import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledQuiz } from '../../helpers/binary.ts';
import { importFile } from './import-file.ts';

const gift = 'Is it?{T}';
const aiken = 'Is it?\nA. yes\nB. no\nANSWER: A';

describe('detectFormat', () => {
  it.each([
    ['q.gift', gift],
    ['q.txt', gift],
    ['q', `// comment\n::name::${gift}`],
    ['q.txt', '[html]Is it?{=yes ~no}'],
    ['q.json.txt', `{not JSON} ${gift}\n\n${gift}`],
    ['q.aiken', aiken],
    ['q.txt', aiken],
    ['q.gift', `Answer: what?{T}`],
    ['q.txt', '[{"question": "q", "correct_answer": "a", "incorrect_answers": ["b"]}]'],
  ])('detects the format of %s with the content %j', (name, content) => {
    expect(importFile(name, content).quiz).toBeDefined();
  });

  it.each([
    ['q.txt', '', 'it is empty'],
    ['q.txt', ' \n\uFEFF', 'it is empty'],
    [
      'q.txt',
      'Hello',
      "unknown format; supported are JSON from Open Trivia DB or Razzia, GIFT, Aiken and Kahoot's .xlsx template",
    ],
    ['q.csv', 'Question,Answer 1\n', 'it is a CSV file; open it in a spreadsheet and save it as .xlsx'],
    ['q.json', '{"a": 1}', 'it is JSON, but neither from Open Trivia DB nor from Razzia'],
    ['q.json', '3', 'it is JSON, but neither from Open Trivia DB nor from Razzia'],
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

  it('rejects old Excel files and texts in other encodings, with a way to convert them', () => {
    expect(importFile('q.txt', Uint8Array.of(0x46, 0xfc, 0x72)).notices).toEqual([
      'line 1: byte FC is not UTF-8; save the file as UTF-8',
    ]);
    expect(importFile('q.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1)).notices).toEqual([
      'it is an old Excel file; save it as .xlsx',
    ]);
  });

  it('rejects quizzes that are already in our format', () => {
    const message = 'it is already a termquiz quiz and needs no import; pass it to the command "host"';
    expect(importFile('git.json', readFileSync(bundledQuiz('git'))).notices).toEqual([message]);
    expect(importFile('q.json', '{"questions": [{"items": ["a", "b"]}]}').notices).toEqual([message]);
  });
});
