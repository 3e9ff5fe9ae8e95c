import { describe, expect, it } from 'vitest';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import {
  type ChosenQuiz,
  QuizChooser,
  type QuizChooserProps,
} from '../../source/terminal/chooser/quiz-chooser.tsx';
import { widthOf } from '../../source/text/width.ts';
import { keys } from '../helpers/keys.ts';
import { choiceQuestion, oneOfEach, quizOf } from '../helpers/questions.ts';
import { draw, sizes, usualSize } from '../helpers/render.tsx';
import { until } from '../helpers/until.ts';

const quizzes = Array.from({ length: 40 }, (_, index) => ({
  file: `/quizzes/${index + 1}.json`,
  source: 'bundled' as const,
  quiz: {
    ...quizOf(Array.from({ length: index + 1 }, (__, at) => choiceQuestion({ question: `Question ${at}?` }))),
    title: `Quiz ${index + 1} ${'that has a long title '.repeat(5)}`,
    description: `About ${index + 1}: ${'日本語の説明'.repeat(20)}`,
  },
}));

describe.each(sizes)('the quiz chooser on $columns × $rows', (size) => {
  it('fits, and keeps the selected quiz visible', async () => {
    const { press, shows, rows } = choose({ size });
    await shows('› Quiz 1 ');
    press(keys.down.repeat(24));
    await shows('› Quiz 25 ');
    expect(rows()[0]).toContain('25 of 40');
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    expect(rows().at(-1)).toMatch(/\?\W+keys$/u);
  });
});

describe('the quiz chooser', () => {
  it('shows what Enter does, titles up to the number of questions, and samples below, on a small screen', () => {
    const { screen, rows } = choose({ size: { columns: 40, rows: 12 } });
    expect(rows().at(-1)).toMatch(/Enter\W+host\W+\/ {2}find\W+keys$/u);
    expect(screen()).toMatch(/Quiz 1 that has a lo.*… +1 /u);
    expect(screen()).toContain('· Question 0?');
  });

  it('shows the whole selected quiz on a small screen with Tab, and the list again', async () => {
    const { press, screen, shows } = choose({ size: { columns: 40, rows: 12 } });
    press(`${keys.down}${keys.tab}`);
    await until(screen).not.toContain('Quiz 3');
    expect(screen()).toContain('· Question 1?');
    press(keys.tab);
    await shows('Quiz 3');
  });

  it('shows types, minutes, difficulty and three questions of the selected quiz, but no answers', async () => {
    const questions = [...oneOfEach];
    const quiz = { ...quizOf(questions), title: 'All', difficulty: 'hard' as const };
    const { screen } = choose({ choices: { quizzes: [{ file: 'a', source: 'own', quiz }], problems: [] } });
    expect(screen()).toMatch(/7 questions · about \d min · hard/u);
    expect(screen()).toContain('one answer, multiple answers');
    expect(screen().match(/│? +· /gu)?.length).toBeGreaterThanOrEqual(3);
    for (const { options } of questions.filter((question) => question.type === 'choice')) {
      expect(screen()).not.toContain(options[0]);
    }
  });

  it('names a file that cannot be used, and says why, without letting the host choose it', async () => {
    const problems = [{ file: '/own/broken.json', line: 1, column: 11, message: 'expected a value' }];
    const { chosen, press, shows, rows } = choose({ choices: { quizzes: quizzes.slice(0, 2), problems } });
    await shows('› broken.json');
    await shows('Line 1, column 11: expected a value');
    expect(rows()[0]).toContain('1 unusable file');
    press(`${keys.enter}${keys.down}${keys.enter}`);
    await until(() => chosen).toMatchObject([{ type: 'chosen', file: '/quizzes/1.json' }]);
  });

  it('finds quizzes by the words of their questions, and chooses among them', async () => {
    const { chosen, press, shows, rows } = choose();
    press('/question 38');
    await shows('/ question 38');
    expect(rows()[0]).toContain('1 of 2');
    press(`${keys.down}${keys.enter}`);
    await shows('2 of 2');
    press(keys.enter);
    await until(() => chosen).toMatchObject([{ type: 'chosen' }]);
  });

  it('suggests topics if a search finds nothing, and lists all quizzes again after Esc', async () => {
    const tagged = quizzes.map((each) => ({ ...each, quiz: { ...each.quiz, tags: ['astronomy'] } }));
    const { press, shows, chosen } = choose({ choices: { quizzes: tagged, problems: [] } });
    press('/xyzzy');
    await shows(/No quiz has questions about "xyzzy"\.\s+Try astronomy/u);
    press(keys.escape);
    await shows('› Quiz 1 ');
    expect(chosen).toEqual([]);
  });

  it('types q, p and pasted text into a search', async () => {
    const { press, shows, chosen } = choose({ canPlayAlone: true });
    press('/qp');
    press(keys.paste('sql'));
    await shows('/ qpsql');
    expect(chosen).toEqual([]);
  });

  it('plays the selected quiz alone with p, where that is offered', async () => {
    const { chosen, press, rows } = choose({ canPlayAlone: true });
    expect(rows().at(-1)).toContain('play alone');
    press('jp');
    await until(() => chosen).toMatchObject([{ type: 'play', file: '/quizzes/2.json' }]);
    const without = choose();
    without.press(`p${keys.enter}`);
    await until(() => without.chosen).toMatchObject([{ type: 'chosen' }]);
  });

  it('begins with the quiz that was chosen before', async () => {
    const { shows } = choose({ file: '/quizzes/30.json' });
    await shows('› Quiz 30 ');
  });

  it('returns the file of the quiz selected with j and Enter', async () => {
    const { chosen, press } = choose();
    press(`jj${keys.enter}`);
    await until(() => chosen).toMatchObject([{ type: 'chosen', file: '/quizzes/3.json' }]);
  });

  it('stops at the start of the list', async () => {
    const { chosen, press } = choose();
    press(`kk${keys.enter}`);
    await until(() => chosen).toMatchObject([{ type: 'chosen', file: '/quizzes/1.json' }]);
  });

  it.each([
    ['q', { type: 'left' }],
    [keys.escape, { type: 'left' }],
    [keys.ctrlC, { type: 'interrupted' }],
  ])('closes without a choice after %j', async (key, outcome) => {
    const { chosen, press } = choose();
    press(key);
    await until(() => chosen).toEqual([outcome]);
  });

  it('lists all keys with a question mark, but not while a search is typed', async () => {
    const { press, shows, screen } = choose({});
    press('?');
    await shows('show or hide this list');
    press(keys.escape);
    await shows('› Quiz 1 ');
    press('/?');
    await shows(/done/u);
    expect(screen()).not.toContain('show or hide');
  });
});

interface Chooser extends Partial<QuizChooserProps> {
  readonly size?: Size;
}

function choose({ size = usualSize, ...props }: Chooser = {}) {
  const chosen: ChosenQuiz[] = [];
  const finish = (choice: ChosenQuiz) => chosen.push(choice);
  const choices = { quizzes, problems: [] };
  return { chosen, ...draw(<QuizChooser {...{ choices, finish }} {...props} />, size) };
}
