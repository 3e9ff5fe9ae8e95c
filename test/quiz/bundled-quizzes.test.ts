import { describe, expect, it } from 'vitest';
import type { Question } from '../../source/quiz/questions/question.ts';
import { bundledQuizzes } from '../helpers/bundled-quizzes.ts';

/** The largest share of choice questions in which the longest option may be correct; the same for the shortest. */
const MAX_SHARE_BY_LENGTH = 0.35;

/** The columns of a description in the list of quizzes. */
const MAX_DESCRIPTION = 74;

const everyType = ['poll', 'choice', 'multiple', 'boolean', 'text', 'number', 'order'];

describe('the quizzes in the package', () => {
  const all = bundledQuizzes.flatMap(({ quiz }) => quiz.questions);

  it('number at least sixteen, with different titles', () => {
    expect(bundledQuizzes.length).toBeGreaterThanOrEqual(16);
    expect(new Set(bundledQuizzes.map(({ quiz }) => quiz.title)).size).toBe(bundledQuizzes.length);
  });

  it('never ask the same thing twice', () => {
    const asked = all.map(({ question, code }) => `${question} ${code?.text ?? ''}`);
    expect(asked.filter((text, index) => asked.indexOf(text) !== index)).toEqual([]);
  });

  it('spread the correct option evenly over four positions', () => {
    const correct = choicesIn(all).filter(({ options }) => options.length === 4);
    for (const position of [0, 1, 2, 3]) {
      const share = correct.filter(({ answer }) => answer === position).length / correct.length;
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(MAX_SHARE_BY_LENGTH);
    }
  });

  it('have about as many true statements as false ones', () => {
    const statements = all.flatMap((question) => (question.type === 'boolean' ? [question.answer] : []));
    const share = statements.filter(Boolean).length / statements.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
  });
});

describe.each(bundledQuizzes)('the quiz $file', ({ file, quiz, warnings }) => {
  const { questions } = quiz;
  const answered = questions.filter(({ type }) => type !== 'poll');

  it('has a title, a description, tags, and 12 to 20 questions, or 10 as a warm-up', () => {
    expect([quiz.title, quiz.description ?? '']).not.toContain('');
    expect(quiz.tags).not.toHaveLength(0);
    const [fewest, most] = file.includes('warm') ? [10, 10] : [12, 20];
    expect(questions.length).toBeGreaterThanOrEqual(fewest);
    expect(questions.length).toBeLessThanOrEqual(most);
  });

  it('fits on an 80 × 24 screen', () => {
    expect(warnings).toEqual([]);
    expect(quiz.description?.length).toBeLessThanOrEqual(MAX_DESCRIPTION);
  });

  it('gives a difficulty, tags and an explanation to every question that is not a poll', () => {
    const bare = answered.filter(
      ({ difficulty = quiz.difficulty, tags = [], explanation }) =>
        !difficulty || tags.length === 0 || !explanation,
    );
    expect(asking(bare)).toEqual([]);
  });

  it('has easy, medium and hard questions, unless the quiz has a single difficulty', () => {
    if (quiz.difficulty) return;
    expect(new Set(answered.map(({ difficulty }) => difficulty))).toEqual(
      new Set(['easy', 'medium', 'hard']),
    );
  });

  it('has options that differ in more than spaces', () => {
    for (const question of questions) {
      const options = 'options' in question ? question.options : [];
      expect(new Set(options.map((option) => option.replaceAll(' ', ''))).size).toBe(options.length);
    }
  });

  it('puts the correct option in no position more than half of the time', () => {
    const correct = choicesIn(questions).map(({ answer }) => answer);
    for (const position of new Set(correct)) {
      const times = correct.filter((answer) => answer === position).length;
      expect(times).toBeLessThanOrEqual(Math.ceil(correct.length / 2));
    }
  });

  it('does not give the correct option away by its length', () => {
    const choices = choicesIn(questions);
    const longest = choices.filter((choice) => isExtreme(choice, (length, other) => length > other));
    const shortest = choices.filter((choice) => isExtreme(choice, (length, other) => length < other));
    const most = Math.ceil(choices.length * MAX_SHARE_BY_LENGTH);
    expect(longest.length, `the longest is correct: ${asking(longest).join(', ')}`).toBeLessThanOrEqual(most);
    expect(shortest.length, `the shortest is correct: ${asking(shortest).join(', ')}`).toBeLessThanOrEqual(
      most,
    );
  });

  it('mixes correct and wrong options where several are correct', () => {
    const sorted = questions.filter((question) => {
      if (question.type !== 'multiple') return false;
      const { answer, options } = question;
      const isCorrect = options.map((_, index) => answer.includes(index));
      return isCorrect.filter((correct, index) => correct !== isCorrect[index - 1]).length <= 2;
    });
    expect(asking(sorted)).toEqual([]);
  });

  it('makes both true and false statements, if it makes more than two', () => {
    const statements = questions.flatMap((question) =>
      question.type === 'boolean' ? [question.answer] : [],
    );
    if (statements.length > 2) expect(new Set(statements).size).toBe(2);
  });
});

describe.each(['git.json', 'javascript-that-surprises.json', 'http-and-websockets.json'])(
  'the showpiece %s',
  (name) => {
    it('opens with a poll and has every type of question', () => {
      const types = bundledQuizzes
        .find(({ file }) => file === name)
        ?.quiz.questions.map((question) => question.type);
      expect(types?.[0]).toBe('poll');
      expect(new Set(types)).toEqual(new Set(everyType));
    });
  },
);

type Choice = Extract<Question, { type: 'choice' }>;

function choicesIn(questions: readonly Question[]): Choice[] {
  return questions.flatMap((question) => (question.type === 'choice' ? [question] : []));
}

function asking(questions: readonly Question[]): string[] {
  return questions.map(({ question }) => question);
}

/** Whether the correct option's length compares like this with that of every other option. */
function isExtreme(
  { options, answer }: Choice,
  compare: (length: number, other: number) => boolean,
): boolean {
  const correct = options[answer]?.length ?? 0;
  return options.every((option, index) => index === answer || compare(correct, option.length));
}
