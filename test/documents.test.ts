import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadQuiz } from '../source/quiz/file/load-quiz.ts';
import { questionTypeNames } from '../source/quiz/questions/shown-question.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

const documents = [
  ...namesIn(root),
  ...namesIn(join(root, 'docs')).map((name) => `docs/${name}`),
  'source/protocol/PROTOCOL.md',
];

function namesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.md'));
}

function read(document: string): string {
  return readFileSync(join(root, document), 'utf8');
}

/** The quizzes that a document shows: whole ones, and single questions with a quiz around them. */
function quizzesIn(document: string): unknown[] {
  const blocks = [...read(document).matchAll(/```json\n(.*?)```/gsu)];
  return blocks.flatMap(([, text = '']) => {
    const example: unknown = JSON.parse(text);
    if (typeof example !== 'object' || example === null) return [];
    if ('questions' in example) return [example];
    return 'question' in example ? [{ title: 'An example', questions: [example] }] : [];
  });
}

describe('the README', () => {
  it('fits on two screens: 200 lines at most', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(200);
  });
});

describe('the map in ARCHITECTURE.md', () => {
  it('lists every folder of source/ with its purpose, and no others', () => {
    const folders = readdirSync(join(root, 'source'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    const mapped = foldersIn(read('ARCHITECTURE.md'));
    expect(mapped.map(({ path }) => path).toSorted()).toEqual(['source', ...folders].toSorted());
    expect(mapped.filter(({ description }) => description === '')).toEqual([]);
  });
});

/** The folders of the map: each line is indented by two spaces per level. */
function foldersIn(text: string): { readonly path: string; readonly description: string }[] {
  const [, map = ''] = /^```\w*\n(source\/.*?)^```/msu.exec(text) ?? [];
  const parents: string[] = [];
  return [...map.matchAll(/^( *)([\w-]+)\/ *(.*)$/gmu)].map(
    ([, indent = '', name = '', description = '']) => {
      parents.splice(indent.length / 2, Infinity, name);
      return { path: parents.join('/'), description };
    },
  );
}

describe('the documents', () => {
  it.each(documents)('have no broken links to files or headings in %s', (document) => {
    const targets = [...read(document).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);
    const broken = targets.filter((target) => {
      if (/^https?:/u.test(target)) return false;
      const [path = '', heading] = target.split('#');
      const file = path === '' ? document : join(dirname(document), path);
      if (!existsSync(join(root, file))) return true;
      return heading !== undefined && !headingsOf(read(file)).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  it.each(['README.md', 'docs/writing-quizzes.md'])('show only valid quizzes in %s', (document) => {
    const quizzes = quizzesIn(document);
    expect(quizzes).not.toEqual([]);
    for (const quiz of quizzes) expect(loadQuiz(JSON.stringify(quiz))).toMatchObject({ ok: true });
  });

  it('show an example of each type of question', () => {
    const examples = JSON.stringify(quizzesIn('docs/writing-quizzes.md'));
    for (const type of questionTypeNames) expect(examples).toContain(`"type":"${type}"`);
  });
});

/** The headings of a document as links name them. */
function headingsOf(text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
