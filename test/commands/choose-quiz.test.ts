import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadOrChooseQuiz } from '../../source/commands/choose-quiz.ts';
import { quizFolder } from '../../source/commands/process/state-folder.ts';
import { runProgram } from '../../source/commands/program.ts';
import { readChoices, readLibrary } from '../../source/commands/quiz-library.ts';
import { loadQuiz } from '../../source/quiz/file/load-quiz.ts';
import { choiceQuestion, oneOfEach, quizOf } from '../helpers/questions.ts';
import { bundledQuizzes } from '../helpers/bundled-quizzes.ts';
import { captureOutput } from '../helpers/output.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** Creates a configuration folder with these files among the user's own quizzes. */
function ownQuizzes(files: Readonly<Record<string, string>> = {}): string {
  const config = temporaryFolder();
  vi.stubEnv('XDG_CONFIG_HOME', config).stubEnv('APPDATA', config);
  onTestFinished(() => void vi.unstubAllEnvs());
  const folder = quizFolder();
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const comets = {
  ...quizOf([1, 2, 3].map((number) => choiceQuestion({ question: `Comet ${number}?`, tags: ['comets'] }))),
  title: 'Space',
};

async function run(...argv: string[]) {
  const output = captureOutput();
  const exitCode = await runProgram(argv);
  return { exitCode, ...output };
}

async function wanted(quiz: Parameters<typeof loadOrChooseQuiz>[0]) {
  const output = captureOutput();
  const chooser = { action: 'play' as const, ascii: true, signal: new AbortController().signal };
  return { found: await loadOrChooseQuiz(quiz, chooser), ...output };
}

// On macOS, no variable of the environment moves the folder.
const describeWithFolder = describe.skipIf(process.platform === 'darwin');

describeWithFolder('the library', () => {
  it("has the user's own quizzes before the bundled ones", async () => {
    const folder = ownQuizzes({ 'space.json': JSON.stringify(comets) });
    const library = await readLibrary();
    expect(library).toMatchObject([
      { file: join(folder, 'space.json'), source: 'own', quiz: { title: 'Space' } },
      ...bundledQuizzes.map(() => ({ source: 'bundled' })),
    ]);
  });

  it('names invalid files, and leaves them out', async () => {
    const folder = ownQuizzes({
      'broken.json': '{"title": }',
      'notes.txt': 'not a quiz',
      'quiz.schema.json': '{}',
      'space.json': JSON.stringify(comets),
    });
    mkdirSync(join(folder, 'folder.json'));
    const output = captureOutput();
    const library = await readLibrary();
    expect(library).toContainEqual(expect.objectContaining({ source: 'own' }));
    expect(output.stderr.trimEnd().split('\n')).toEqual([
      `${folder}/broken.json:1:11: skipped: expected a value, found "}"`,
    ]);
  });

  it('is sorted by title as people would sort it', async () => {
    const titles = ['Week 10', 'CSS', 'week 2', 'Containers', 'Éclairs'];
    ownQuizzes(
      Object.fromEntries(
        titles.map((title, index) => [`${index}.json`, JSON.stringify({ ...comets, title })]),
      ),
    );
    const library = await readLibrary();
    const own = typeof library === 'object' ? library.filter(({ source }) => source === 'own') : [];
    expect(own.map(({ quiz }) => quiz.title)).toEqual(['Containers', 'CSS', 'Éclairs', 'week 2', 'Week 10']);
  });

  it("includes the quizzes in the working folder, and names invalid files only among the user's own", async () => {
    const own = ownQuizzes({ 'broken.json': '{"title": }' });
    const working = temporaryFolder();
    writeFileSync(join(working, 'space.json'), JSON.stringify(comets));
    writeFileSync(join(working, 'package.json'), '{"name": "not-a-quiz"}');
    writeFileSync(join(working, 'large.json'), JSON.stringify({ ...comets, author: 'x'.repeat(2_100_000) }));
    mkdirSync(join(working, 'folder.json'));
    vi.spyOn(process, 'cwd').mockReturnValue(working);
    onTestFinished(() => void vi.restoreAllMocks());
    const output = captureOutput();
    const { quizzes, problems } = await readChoices();
    expect(output.stderr).toBe('');
    expect(quizzes.filter(({ source }) => source !== 'bundled')).toMatchObject([
      { file: join(working, 'space.json'), source: 'folder' },
    ]);
    expect(problems).toMatchObject([{ file: join(own, 'broken.json'), line: 1, column: 11 }]);
  });

  it.each([
    ['is missing', 'nowhere', 'nowhere: no such file or folder.'],
    ['has no quiz files', '.', 'no quiz files'],
    ['is not a quiz', 'notes.txt', 'notes.txt:1:1: '],
  ])('fails if a path that was asked for %s', async (_, name, message) => {
    ownQuizzes();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'notes.txt'), 'not a quiz');
    const output = captureOutput();
    expect(await readLibrary([join(folder, name)])).toBe(2);
    expect(output.stderr).toContain(message);
  });
});

describeWithFolder('termquiz make', () => {
  it("writes a quiz of the user's own questions, which check accepts", async () => {
    ownQuizzes({ 'space.json': JSON.stringify(comets) });
    const { exitCode, stdout, stderr } = await run('make', 'comets', '--count', '2');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(loadQuiz(stdout)).toMatchObject({ ok: true, quiz: { title: 'Comets', tags: ['comets'] } });
    expect(JSON.parse(stdout)).toMatchObject({ questions: [{ type: 'choice' }, { type: 'choice' }] });
    expect(stdout).not.toContain('"points"');
  });

  it('writes every type of question as authors do', async () => {
    ownQuizzes();
    const file = join(temporaryFolder(), 'all.json');
    writeFileSync(file, JSON.stringify({ ...quizOf(oneOfEach), tags: ['comets'] }));
    const { stdout } = await run('make', 'comets', '--from', file);
    const loaded = loadQuiz(stdout);
    const questions = loaded.ok ? loaded.quiz.questions : [];
    expect(questions.map(({ type }) => type).toSorted()).toEqual(
      oneOfEach.map(({ type }) => type).toSorted(),
    );
    expect(questions).toEqual(expect.arrayContaining([...oneOfEach]));
  });

  it('picks the same questions with the same seed', async () => {
    ownQuizzes();
    const quizzes = [];
    for (const seed of ['a', 'a', 'b']) quizzes.push(await run('make', 'git', 'and', 'http', '--seed', seed));
    expect(quizzes[1]).toEqual(quizzes[0]);
    expect(quizzes[2]).not.toEqual(quizzes[0]);
  });

  it('never overwrites a file', async () => {
    ownQuizzes();
    const output = join(temporaryFolder(), 'quiz.json');
    expect(await run('make', 'git', '--output', output)).toMatchObject({ exitCode: 0, stderr: '' });
    const text = readFileSync(output, 'utf8');
    expect(await run('make', 'http', '--output', output)).toMatchObject({ exitCode: 2, stdout: '' });
    expect(readFileSync(output, 'utf8')).toBe(text);
  });

  it('says what is missing', async () => {
    ownQuizzes({ 'space.json': JSON.stringify(comets) });
    const { exitCode, stderr } = await run('make', 'comets', 'and', 'cobol');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'No question matches "cobol". Found only 3 questions, not 10.\n',
    });
  });

  it('suggests topics if nothing matches, and exits with 1', async () => {
    ownQuizzes({ 'space.json': JSON.stringify(comets) });
    const { exitCode, stdout, stderr } = await run('make', 'kometz', '--difficulty', 'easy');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^No easy questions about "kometz" found\.\nTry comets/u);
  });

  it('rejects words without a topic', async () => {
    ownQuizzes();
    expect(await run('make', ' ')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Name a topic'),
    });
  });

  it.each([['0'], ['1001'], ['ten']])('rejects --count %s', async (count) => {
    expect((await run('make', 'git', '--count', count)).exitCode).toBe(2);
  });
});

describeWithFolder('termquiz quizzes', () => {
  it('lists each quiz with its questions, minutes and types, in 80 columns', async () => {
    const folder = ownQuizzes({ 'space.json': JSON.stringify({ ...comets, time: 30 }) });
    const { exitCode, stdout } = await run('quizzes');
    expect(exitCode).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[1]).toMatch(/^Space \(yours\) +3 +1 +choice$/u);
    expect(lines[2]).toBe(`  ${join(folder, 'space.json')}`);
    for (const line of lines.filter((each) => !each.startsWith('  ')))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  it('lists the quizzes with matching questions, best first', async () => {
    ownQuizzes({ 'space.json': JSON.stringify(comets) });
    const { stdout } = await run('quizzes', 'comets', 'or', 'typescript', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { title: 'TypeScript', source: 'bundled', questions: 20, matches: 20 },
      { title: 'Space', source: 'own', questions: 3, types: ['choice'], minutes: 1, matches: 3 },
    ]);
  });

  it('counts the matching questions of each quiz', async () => {
    ownQuizzes({ 'space.json': JSON.stringify(comets) });
    const { stdout } = await run('quizzes', 'comets');
    expect(stdout.split('\n')[1]).toMatch(/^Space \(yours\) +3 of 3 +1 +choice$/u);
  });

  it('suggests topics if nothing matches, and exits with 1', async () => {
    ownQuizzes();
    const { exitCode, stdout, stderr } = await run('quizzes', 'cobol');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^No quiz has questions about "cobol"\.\nTry \w+, /u);
  });
});

describeWithFolder('the quiz to play', () => {
  it('is made of questions on a topic with --make', async () => {
    ownQuizzes({ 'space.json': JSON.stringify(comets) });
    const { found } = await wanted({ make: 'comets' });
    expect(found).toMatchObject({
      quiz: { title: 'Comets', questions: { length: 3 } },
      notice: expect.stringContaining('only 3 questions'),
    });
  });

  it('is made of questions of all quizzes with --mix', async () => {
    ownQuizzes();
    const { found } = await wanted({ mix: true, count: 25, seed: 'a' });
    expect(found).toMatchObject({ quiz: { questions: { length: 25 } }, notice: undefined });
    expect((await wanted({ mix: true, count: 25, seed: 'a' })).found).toEqual(found);
  });

  it("has some of a file's questions with --count", async () => {
    const file = join(ownQuizzes({ 'space.json': JSON.stringify(comets) }), 'space.json');
    const { found } = await wanted({ file, count: 2 });
    expect(found).toMatchObject({ quiz: { title: 'Space', questions: { length: 2 } }, notice: undefined });
    expect((await wanted({ file, count: 4 })).found).toMatchObject({
      quiz: { questions: { length: 3 } },
      notice: 'The quiz has only 3 questions.',
    });
  });

  it.each([
    ['http', { make: 'git' }, '--make "git http"'],
    ['http.json', { make: 'git' }, 'Leave one of them out.'],
    ['http.json', { mix: true }, '--mix cannot be used with a quiz file'],
  ])('cannot be both %s and %j', async (file, option, message) => {
    const { found, stderr } = await wanted({ file, ...option });
    expect(found).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('the choice of a quiz', () => {
  it.each([
    [['--mix', '--make', 'git'], '--make cannot be used with --mix.'],
    [['--resume', '--make', 'git'], '--make cannot be used with --resume: a resumed game keeps its quiz.'],
    [['--resume', '--mix'], '--mix cannot be used with --resume: a resumed game keeps its quiz.'],
    [['--resume', '--count', '3'], '--count cannot be used with --resume: a resumed game keeps its quiz.'],
  ])('is refused with %j', async (flags, message) => {
    const { exitCode, stderr } = await run('host', ...flags);
    expect({ exitCode, message: stderr.split('\n')[0] }).toEqual({ exitCode: 2, message });
  });
});
