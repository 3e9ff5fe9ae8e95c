import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledQuiz } from '../../helpers/binary.ts';
import { importing } from './importing.ts';

const gift = 'Is it?{T}';
const aiken = 'Is it?\nA. yes\nB. no\nANSWER: A';

describe('the format of a file', () => {
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
  ])('is recognised: %s with %j', (name, content) => {
    expect(importing(name, content).quiz).toBeDefined();
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
    ['q.bin', 'a\0b', 'it is neither UTF-8 text nor an .xlsx file; save it as UTF-8'],
  ])('is not recognised in %s with %j', (name, content, message) => {
    expect(importing(name, content)).toEqual({ quiz: undefined, notices: [message] });
  });

  it('is not one that needs another program first', () => {
    expect(importing('q.txt', Uint8Array.of(0x46, 0xfc, 0x72)).notices).toEqual([
      'it is neither UTF-8 text nor an .xlsx file; save it as UTF-8',
    ]);
    expect(importing('q.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1)).notices).toEqual([
      'it is an old Excel file; save it as .xlsx',
    ]);
  });

  it('is our own already', () => {
    const needless = 'it is already a termquiz quiz and needs no import; pass it to the command "host"';
    expect(importing('git.json', readFileSync(bundledQuiz('git'))).notices).toEqual([needless]);
    expect(importing('q.json', '{"questions": [{"items": ["a", "b"]}]}').notices).toEqual([needless]);
  });
});
