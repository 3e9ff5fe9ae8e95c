import { describe, expect, it } from 'vitest';
import { type ChosenQuiz, QuizChooser } from '../../source/terminal/quiz-chooser.tsx';
import { widthOf } from '../../source/text/width.ts';
import { keys } from '../helpers/keys.ts';
import { draw, sizes, usualSize } from '../helpers/render.tsx';
import { until } from '../helpers/until.ts';

const quizzes = Array.from({ length: 40 }, (_, index) => ({
  title: `Quiz ${index + 1} ${'that has a long title '.repeat(5)}`,
  description: `About ${index + 1}: ${'日本語の説明'.repeat(20)}`,
  questions: index + 1,
  file: `/quizzes/${index + 1}.json`,
}));

describe.each(sizes)('the quiz chooser on $columns × $rows', (size) => {
  it('fits, and keeps the selected quiz visible', async () => {
    const { press, shows, rows } = choose(size);
    await shows('› Quiz 1 ');
    press(keys.down.repeat(24));
    await shows('› Quiz 25 ');
    expect(rows()[0]).toContain('25 of 40');
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    expect(rows().at(-1)).toMatch(/q\W+quit/u);
  });
});

describe('the quiz chooser', () => {
  it('shows what Enter does, and titles up to the number of questions, on a small screen', () => {
    const { screen, rows } = choose({ columns: 40, rows: 12 });
    expect(rows().at(-1)).toMatch(/Enter\W+host\W+q\W+quit/u);
    expect(screen()).toMatch(/Quiz 1 that has a lo.*… {2}1 question/u);
  });

  it('shows title, description and number of questions', () => {
    const { screen } = choose();
    expect(screen()).toMatch(/Quiz 1 .* {2}1 question\n/u);
    expect(screen()).toContain('About 1: 日本語');
  });

  it('returns the file of the quiz selected with j and Enter', async () => {
    const { chosen, press } = choose();
    press(`jj${keys.enter}`);
    await until(() => chosen).toEqual([{ type: 'chosen', file: '/quizzes/3.json' }]);
  });

  it('stops at the start of the list', async () => {
    const { chosen, press } = choose();
    press(`kk${keys.enter}`);
    await until(() => chosen).toEqual([{ type: 'chosen', file: '/quizzes/1.json' }]);
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
});

function choose(size = usualSize) {
  const chosen: ChosenQuiz[] = [];
  const finish = (choice: ChosenQuiz) => chosen.push(choice);
  return { chosen, ...draw(<QuizChooser {...{ quizzes, finish }} />, size) };
}
