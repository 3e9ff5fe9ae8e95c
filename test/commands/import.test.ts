import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadQuiz } from '../../source/quiz/file/load-quiz.ts';
import { bundledQuiz, fixture } from '../helpers/binary.ts';
import { runCommand } from '../helpers/run-termquiz.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** Runs `termquiz` in a folder. */
async function termquiz(folder: string, ...argv: string[]) {
  return runCommand(folder, argv);
}

const rahoot = fixture('import/rahoot.json');

describe('termquiz import', () => {
  it('prints the quiz on stdout, and what could not be imported on stderr', async () => {
    const { status, stdout, stderr } = await termquiz(temporaryFolder(), 'import', rahoot, '--title', 'Mine');
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^.*rahoot\.json: question 1: .*\n.*rahoot\.json: question 2: the video is left out\n$/u,
    );
    expect(loadQuiz(stdout)).toMatchObject({ ok: true, quiz: { title: 'Mine' } });
  });

  it('writes a new file, and prints how many questions it has', async () => {
    const folder = temporaryFolder();
    const again = async () => termquiz(folder, 'import', rahoot, '--output', 'quiz.json');
    expect(await again()).toEqual({
      status: 0,
      stdout: 'quiz.json: 2 questions from Razzia\n',
      stderr: expect.stringContaining(`${rahoot}: question 2: the video is left out\n`),
    });
    const written = readFileSync(join(folder, 'quiz.json'), 'utf8');
    expect(await termquiz(folder, 'check', 'quiz.json')).toMatchObject({ status: 0, stderr: '' });
    expect(await again()).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^quiz\.json: already exists/u),
    });
    expect(readFileSync(join(folder, 'quiz.json'), 'utf8')).toBe(written);
  });

  it.each(['everything.gift', 'kahoot.xlsx', 'blooket.csv', 'classquiz.json'])(
    'turns %s into a quiz that "termquiz check" accepts',
    async (name) => {
      const folder = temporaryFolder();
      const file = fixture(`import/${name}`);
      expect((await termquiz(folder, 'import', file, '--output', 'q.json')).status).toBe(0);
      expect(await termquiz(folder, 'check', 'q.json')).toMatchObject({ status: 0 });
    },
  );

  it('exits with 2 and writes nothing if no question can be imported', async () => {
    const folder = temporaryFolder();
    const { status, stdout, stderr } = await termquiz(
      folder,
      'import',
      fixture('import/open-trivia-rate-limit.json'),
      '--output',
      'q.json',
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(readdirSync(folder)).not.toContain('q.json');
  });

  it('exits with 2 if most of a file is skipped, but writes the rest', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'q.gift'), 'Is it?{T}\n\nWrite!{}\n\nMore!{}\n');
    const { status, stdout, stderr } = await termquiz(folder, 'import', 'q.gift', '--output', 'q.json');
    expect({ status, stdout }).toEqual({ status: 2, stdout: 'q.json: 1 question from GIFT\n' });
    expect(stderr).toMatch(/^q\.gift: most of it was skipped \(2 of 3 questions\)/mu);
  });

  it('prints line numbers that editors can jump to', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'q.gift'), 'Is it?{T}\n\nWrite!{}\n');
    expect((await termquiz(folder, 'import', 'q.gift')).stderr).toBe(
      'q.gift:3: skipped: essay questions are not supported\n',
    );
  });

  it.each([
    ['that is missing', 'nothing.gift', 'no such file.'],
    ['that is a folder', 'folder', 'this is a folder, not a file.'],
    ['of unknown format', 'notes.txt', /^unknown format/u],
    ['that is too large', 'large.gift', 'larger than 5 MB, which is too large for a quiz.'],
    ['that is a quiz already', bundledQuiz('git'), /^it is already a termquiz quiz/u],
  ])('rejects a file %s, and says why', async (_, file, message) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'notes.txt'), 'Milk, eggs');
    writeFileSync(join(folder, 'large.gift'), Buffer.alloc(5_000_001, 'a'));
    const { status, stdout, stderr } = await termquiz(folder, 'import', file);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const said = stderr.trimEnd().slice(`${file}: `.length);
    expect(stderr.startsWith(`${file}: `)).toBe(true);
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
  });

  it('prints the first hundred notices about very many questions', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'q.gift'), 'Q{}\n\n'.repeat(20_000));
    const { status, stderr } = await termquiz(folder, 'import', 'q.gift');
    expect(status).toBe(2);
    expect(stderr.split('\n')).toHaveLength(102);
    expect(stderr).toMatch(/: and [\d,]+ more notices\n$/u);
  });

  it('exits with 2 if the output folder is missing', async () => {
    const { status, stderr } = await termquiz(
      temporaryFolder(),
      'import',
      rahoot,
      '--output',
      'no/quiz.json',
    );
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'no/quiz.json: no such folder.\n' });
  });
});
