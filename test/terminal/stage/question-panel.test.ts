import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadQuiz } from '../../../source/quiz/file/load-quiz.ts';
import type { OptionLayout } from '../../../source/terminal/questions/option-layout.ts';
import type { AnswerLayout } from '../../../source/terminal/questions/question-widget.ts';
import { codeRows } from '../../../source/terminal/ui/code-block.tsx';
import { type QuestionLayout, layOutQuestion } from '../../../source/terminal/stage/question-panel.tsx';
import { widthOf, wrap } from '../../../source/text/width.ts';
import type { AskedQuestion } from '../../../source/view/stage.ts';
import { choiceQuestion, quizOf } from '../../helpers/questions.ts';
import { host } from '../apps.tsx';
import { longest, open, question, stage, withCode } from '../stages.ts';

/** The space for a question on a terminal of 80 × 24, without header, status, note and footer. */
const usual = { columns: 76, rows: 20 };

describe('layOutQuestion', () => {
  it('cuts neither a question of 300 characters nor its eight options of 120 on 80 × 24', () => {
    const layout = layOutQuestion(longest, usual, '…');
    const { text } = layout;
    const options = optionsIn(layout);
    expect(text.join(' ')).toBe(longest.text);
    expect(options.lines.map((lines) => lines.join(' '))).toEqual(longest.options);
  });

  it('cuts nothing on 80 × 24 that check does not warn of', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const { text, options = [] } = asked;
        const quiz = quizOf([
          choiceQuestion({
            question: text,
            options: options.map((option, index) => `${index}${option}`),
            answer: 0,
            ...(asked.code && { code: asked.code }),
          }),
        ]);
        const loaded = loadQuiz(JSON.stringify(quiz));
        if (!loaded.ok || loaded.warnings.length > 0) return;
        const [loadedQuestion] = loaded.quiz.questions;
        if (loadedQuestion?.type !== 'choice') return;
        const { code } = loadedQuestion;
        const shown = {
          ...question,
          text: loadedQuestion.question,
          options: loadedQuestion.options,
          ...(code && { code }),
        };
        const layout = layOutQuestion(shown, usual, '…');
        expect(layout.text).toEqual(wrap(shown.text, usual.columns));
        expect(layout.codeRows).toBe(code ? codeRows(code.text, usual.columns) : 0);
        for (const [index, lines] of optionsIn(layout).lines.entries()) {
          expect(lines.join('').replaceAll(' ', '')).toBe(shown.options[index]?.replaceAll(' ', ''));
        }
      }),
    );
  });

  it('scrolls code on 80 × 24 exactly if check warns of it', () => {
    const scrolled = Array.from({ length: 20 }, (_, index) => {
      const code = { language: 'c', text: Array.from({ length: index + 1 }, () => 'x;').join('\n') };
      const loaded = loadQuiz(JSON.stringify(quizOf([choiceQuestion({ code })])));
      const [asked] = loaded.ok ? loaded.quiz.questions : [];
      if (!loaded.ok || asked?.type !== 'choice') throw new Error('is no valid quiz');
      const shown = { ...question, text: asked.question, options: asked.options, code };
      expect(layOutQuestion(shown, usual, '…').codeRows < codeRows(code.text, usual.columns)).toBe(
        loaded.warnings.length > 0,
      );
      return loaded.warnings.length > 0;
    });
    expect(new Set(scrolled)).toEqual(new Set([false, true]));
  });

  it('fits eight lines of code and four options on 80 × 24', () => {
    const layout = layOutQuestion(withCode, usual, '…');
    const { codeRows, text } = layout;
    const options = optionsIn(layout);
    expect(codeRows).toBe(8 + 2);
    expect(options.lines.flat()).toEqual(withCode.options);
    expect(text).toEqual([withCode.text]);
  });

  it('shows at least eight lines of longer code', () => {
    const code = { language: 'ts', text: 'line\n'.repeat(60) };
    expect(layOutQuestion({ ...question, code }, usual, '…').codeRows).toBeGreaterThanOrEqual(10);
  });

  it('puts short options side by side, with padding and gaps', () => {
    const layout = layOutQuestion(question, usual, '…');
    const { gap } = layout;
    const options = optionsIn(layout);
    expect(options.columns).toBe(2);
    expect(options.padding).toBeGreaterThan(0);
    expect(gap).toBe(1);
  });

  it('never exceeds the available rows and columns, and shows at least part of each option', () => {
    fc.assert(
      fc.property(
        questions,
        fc.integer({ min: 38, max: 128 }),
        fc.integer({ min: 8, max: 46 }),
        (asked, columns, rows) => {
          const layout = layOutQuestion(asked, { columns, rows }, '…');
          const { text, codeRows, gap } = layout;
          const options = optionsIn(layout);
          const gaps = gap * (asked.code ? 2 : 1);
          expect(text.length + codeRows + options.rows + gaps).toBeLessThanOrEqual(rows);
          expect(options.lines).toHaveLength(asked.options?.length ?? 0);
          expect(text.length).toBeGreaterThan(0);
          for (const lines of options.lines) expect(lines.length).toBeGreaterThan(0);
          for (const line of text) expect(widthOf(line)).toBeLessThanOrEqual(columns);
          expect(options.columns * options.width).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });
});

describe("the host's screen of any question", () => {
  it('stays within its size, and shows every option, the seconds and the answers', () => {
    fc.assert(
      fc.property(
        questions,
        fc.integer({ min: 40, max: 200 }),
        fc.integer({ min: 12, max: 50 }),
        fc.boolean(),
        (asked, columns, rows, ascii) => {
          const shown = host(stage(open(asked)), { columns, rows }, { ascii, colorDepth: 1 });
          const screen = shown.screen();
          expect(shown.rows()).toHaveLength(rows);
          for (const row of shown.rows()) expect(widthOf(row)).toBeLessThanOrEqual(columns);
          for (const index of asked.options?.keys() ?? []) {
            expect(screen).toContain(`${ascii ? 'ABCDEFGH'[index] : '▲◆●■▼★◇□'[index]} ${index + 1}`);
          }
          expect(screen).toMatch(/\b20 s\b/u);
          expect(screen).toMatch(/answered|12\/37/u);
          expect(shown.rows().at(-1)).toMatch(/keys$/u);
          shown.unmount();
        },
      ),
      { numRuns: 8 },
    );
  });
});

function optionsIn({ answers }: QuestionLayout): OptionLayout {
  if (!isOptionLayout(answers)) throw new Error('has no options');
  return answers;
}

function isOptionLayout(layout: AnswerLayout): layout is OptionLayout {
  return 'lines' in layout;
}

const line = (maxLength: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength }).map((text) => text.replaceAll(/\s/gu, ' ') || 'x');

const questions: fc.Arbitrary<AskedQuestion> = fc
  .record({
    text: line(600),
    options: fc.array(line(240), { minLength: 2, maxLength: 8 }),
    lines: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ text, options, lines }) => ({
    ...question,
    text,
    options,
    ...(lines > 0 && { code: { language: 'ts', text: Array.from({ length: lines }, () => 'x').join('\n') } }),
  }));
