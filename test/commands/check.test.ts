import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { check } from '../../source/commands/check.ts';
import { choiceQuestion, oneOfEach, quizOf } from '../helpers/questions.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const files = {
  'good.json': JSON.stringify(quizOf(oneOfEach)),
  'one.json': JSON.stringify(quizOf([choiceQuestion()])),
  'bad.json': '{\n  "title": "",\n  "questions": [{"question": "q", "options": ["a", "b"], "answer": 2}]\n}',
  'broken.json': '{"title": }',
  'utf-16.json': Buffer.from(JSON.stringify(quizOf([choiceQuestion()])), 'utf16le'),
  'latin-1.json': Buffer.from('{\n  "title": "Café"\n}', 'latin1'),
  'long.json': JSON.stringify(quizOf([choiceQuestion({ question: 'x'.repeat(221) })]), null, 1),
};

/** Checks some of the files. Returns what was printed, without their folder, and the exit code. */
async function checked(names: readonly string[], { json = false } = {}) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'folder.json'));
  const said = { out: '', err: '' };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said.out += String(text)))),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said.err += String(text)))),
  ];
  onTestFinished(() => spies.forEach((spy) => void spy.mockRestore()));
  const exitCode = await check(
    names.map((name) => join(folder, name)),
    { json },
  );
  for (const spy of spies) spy.mockRestore();
  const lines = (text: string) => text.replaceAll(`${folder}/`, '').split('\n').slice(0, -1);
  return { exitCode, out: lines(said.out), err: lines(said.err) };
}

describe('check', () => {
  it('prints how many questions a valid file has', async () => {
    expect(await checked(['good.json', 'one.json'])).toEqual({
      exitCode: 0,
      out: ['good.json: ok, 7 questions', 'one.json: ok, 1 question'],
      err: [],
    });
  });

  it('prints every mistake in a file with its place, and exits with 2', async () => {
    expect(await checked(['bad.json'])).toEqual({
      exitCode: 2,
      out: [],
      err: [
        'bad.json:2:12: "title" must not be empty',
        'bad.json:3:68: question 1: "answer" must be the index of an option, 0 to 1',
      ],
    });
  });

  it('reads UTF-16, and refuses other encodings in one line', async () => {
    expect(await checked(['utf-16.json', 'latin-1.json'])).toEqual({
      exitCode: 2,
      out: ['utf-16.json: ok, 1 question'],
      err: ['latin-1.json:2:16: byte E9 is not UTF-8; save the file as UTF-8'],
    });
  });

  it('checks the other files after an invalid one, and still exits with 2', async () => {
    const { exitCode, out, err } = await checked(['broken.json', 'good.json', 'nowhere.json', 'folder.json']);
    expect(exitCode).toBe(2);
    expect(out).toEqual(['good.json: ok, 7 questions']);
    expect(err).toEqual([
      'broken.json:1:11: expected a value, found "}"',
      'nowhere.json: no such file.',
      'folder.json: this is a folder, not a file.',
    ]);
  });

  it('warns about text that does not fit a screen, and exits with 0', async () => {
    expect(await checked(['long.json'])).toEqual({
      exitCode: 0,
      out: ['long.json: ok, 1 question'],
      err: [
        'long.json:6:16: warning: question 1: "question" is too long for an 80 × 24 screen (more than 220 columns)',
      ],
    });
  });
});

describe('check with --json', () => {
  it('prints one object per problem on stdout, and nothing else', async () => {
    const { exitCode, out, err } = await checked(['good.json', 'bad.json', 'long.json', 'nowhere.json'], {
      json: true,
    });
    expect([exitCode, err]).toEqual([2, []]);
    expect(out.map((line) => JSON.parse(line))).toEqual([
      { file: 'bad.json', severity: 'error', line: 2, column: 12, message: '"title" must not be empty' },
      {
        file: 'bad.json',
        severity: 'error',
        line: 3,
        column: 68,
        message: 'question 1: "answer" must be the index of an option, 0 to 1',
      },
      {
        file: 'long.json',
        severity: 'warning',
        line: 6,
        column: 16,
        message: 'question 1: "question" is too long for an 80 × 24 screen (more than 220 columns)',
      },
      { file: 'nowhere.json', severity: 'error', message: expect.stringMatching(/^no such file/u) },
    ]);
  });

  it('prints nothing if there are no mistakes', async () => {
    expect(await checked(['good.json', 'one.json'], { json: true })).toEqual({
      exitCode: 0,
      out: [],
      err: [],
    });
  });
});
