import { describe, expect, it } from 'vitest';
import { importFile, importFixture } from './import-file.ts';

/** Imports a GIFT file and returns its first question. */
function importQuestion(gift: string): object | undefined {
  return importFile('q.gift', gift).quiz?.questions[0];
}

describe('a GIFT file', () => {
  it('is imported with a notice for everything that is skipped, left out or changed', () => {
    const { quiz, notices } = importFixture('everything.gift');
    expect(quiz).toEqual({
      title: 'Computing',
      questions: [
        {
          question: 'Who wrote the first compiler?',
          options: ['Ada Lovelace', 'Grace Hopper', 'Alan Turing'],
          answer: 1,
          explanation: 'The A-0 system, in 1952. Compilers were thought impossible.',
        },
        { question: 'A byte has _____ bits.', options: ['four', 'eight', 'sixteen'], answer: 1 },
        {
          type: 'multiple',
          question: 'Which of these are sorting algorithms & stable?',
          options: ['Merge sort', 'Insertion sort', 'Quicksort', 'Heapsort'],
          answer: [0, 1],
        },
        { type: 'multiple', question: 'Which is a prime number?', options: ['2', '3', '4'], answer: [0, 1] },
        { question: 'Which layer is TCP on?', options: ['Transport', 'Session', 'Link'], answer: 0 },
        { type: 'boolean', question: 'TCP is a transport protocol.', answer: true },
        {
          type: 'boolean',
          question: 'Port 80 is for HTTPS.',
          answer: false,
          explanation: 'Right, 80 is for HTTP. Both are in the IANA registry.',
        },
        {
          type: 'text',
          question: 'What does HTTP stand for?',
          answer: ['Hypertext Transfer Protocol', 'HyperText Transfer Protocol'],
        },
        { type: 'text', question: 'Two plus two equals _____.', answer: ['four', '4'] },
        { type: 'number', question: 'In which year was the World Wide Web proposed?', answer: 1989 },
        { type: 'number', question: 'How high is Mont Blanc, in metres?', answer: 4805.6, tolerance: 0.5 },
        {
          type: 'number',
          question: 'How many planets have rings?',
          answer: 2.5,
          tolerance: 1.5,
          explanation: 'Four of them do.',
        },
        {
          type: 'number',
          question: 'When did Unix time start?',
          answer: 1970,
          explanation: 'Midnight of January 1st',
        },
        {
          question: 'Escapes: what is { 2 ~ 3 } = 5 : # \\ ?',
          options: ['= 2 + 2', '= 2 + 3', 'a b'],
          answer: 1,
        },
        {
          question: 'What does git rebase do to your snake_case?',
          options: ['replays commits', 'nothing'],
          answer: 0,
        },
        { question: 'What does <br> do?', options: ['breaks a <line>', 'nothing'], answer: 0 },
        { question: 'Which type is List<String> of 2^10?', options: ['none', 'generic'], answer: 1 },
        { question: 'Picture of what?', options: ['cat', 'dog'], answer: 0 },
      ],
    });
    expect(notices).toEqual([
      'line 23: any of the 2 correct answers was enough; now players must select them all',
      'line 26: "Session" was worth 50% and counts as wrong',
      'line 32: "Hypertext protocol" was worth 50% and counts as wrong',
      'line 32: "HTTP*" is left out: "*" as a wildcard is not supported',
      'line 42: "1970:2" was worth 50% and counts as wrong',
      'line 42: "1971" is left out: only one number can be correct',
      'line 61: skipped: matching questions are not supported',
      'line 66: skipped: essay questions are not supported',
      'line 68: skipped: text without a question',
      expect.stringMatching(/^line 71: skipped: an unmatched brace/u),
      expect.stringMatching(/^line 73: skipped: an unmatched brace/u),
      expect.stringMatching(/^line 75: skipped: more than one pair of braces/u),
      'line 77: skipped: no correct answer',
      'line 79: skipped: "many" is not a number',
      'line 81: the image is left out',
      'line 83: skipped: "options" must have at most 8 entries',
      'line 85: skipped: option 3 is the same as option 1',
      'feedback on wrong answers is left out (5 questions)',
    ]);
  });

  it.each([
    ['Q{T}', true],
    ['Q{TRUE}', true],
    ['Q{ false }', false],
    ['Q{F#why}', false],
  ])('is imported as a boolean question from %s', (gift, answer) => {
    expect(importQuestion(gift)).toMatchObject({ type: 'boolean', answer });
  });

  it.each([
    ['{#3:2}', { answer: 3, tolerance: 2 }],
    ['{#1..5}', { answer: 3, tolerance: 2 }],
    ['{#-1.5..-.5}', { answer: -1, tolerance: 0.5 }],
    ['{#0.1..0.2}', { answer: 0.15, tolerance: 0.05 }],
    ['{# 1e3 }', { answer: 1000 }],
    ['{#=%100%4:0}', { answer: 4 }],
    ['{#\n=5:1#yes\n}', { answer: 5, tolerance: 1, explanation: 'yes' }],
    ['{#=%50%3 =2}', { answer: 2 }],
  ])('is imported as a number question from %j', (gift, expected) => {
    expect(importQuestion(`How many?${gift}`)).toEqual({
      type: 'number',
      question: 'How many?',
      ...expected,
    });
  });

  it.each([
    ['{#}', 'no correct number'],
    ['{#~#no}', 'no correct number'],
    ['{#1:2:3}', '"1:2:3" is not a number'],
    ['{#1..}', '"1.." is not a number'],
    ['{#3,5}', '"3,5" is not a number'],
    ['{#1:-2}', '"tolerance" must be at least 0'],
    ['{=a*}', 'no correct answer that can be typed'],
    ['{=*}', 'no correct answer that can be typed'],
    ['{=%50%a}', 'no correct answer that can be typed'],
    ['{a ~b =c}', 'text before the first "~" or "="'],
    ['{~%-50%a ~b}', 'no correct answer'],
    ['{=a ~}', '"options" must have at least 2 entries'],
    ['{1:SA:=a~=b}', 'Cloze gaps ("{1:SHORTANSWER:=…}") are not supported'],
    ['{:NUMERICAL:=5}', 'Cloze gaps ("{1:SHORTANSWER:=…}") are not supported'],
    ['{a =b}', 'text before the first "="'],
    ['{=a->b}', 'matching questions are not supported'],
    ['{####feedback}', 'essay questions are not supported'],
  ])('has its question skipped, with a reason, for %j', (gift, reason) => {
    const { quiz, notices } = importFile('q.gift', `Q?${gift}`);
    expect(quiz).toBeUndefined();
    expect(notices).toEqual([
      `line 1: skipped: ${reason}`,
      'no question can be imported from this file (format: GIFT)',
    ]);
  });

  it('is imported as a choice for one correct option, and as a multiple question for several', () => {
    expect(importQuestion('Q{~%100%a ~b}')).toMatchObject({ options: ['a', 'b'], answer: 0 });
    expect(importQuestion('Q{~%33.333%a ~%66.667%b ~c}')).toMatchObject({ type: 'multiple', answer: [0, 1] });
    expect(importQuestion('Q{~%50%a ~b}')).toMatchObject({ answer: 0 });
  });

  it('marks a correct answer with "~=", as Moodle reads it', () => {
    expect(importQuestion('Q{~one~=two~three}')).toMatchObject({
      options: ['one', 'two', 'three'],
      answer: 1,
    });
  });

  it('has its question skipped if an option is only a picture', () => {
    const { quiz, notices } = importFile('q.gift', 'Q?{=a ~b ~<img src\\="c.png">}');
    expect(quiz).toBeUndefined();
    expect(notices).toContain('line 1: skipped: option 3 must not be empty');
  });

  it('turns one block of code into the code of its question, and keeps several blocks as text', () => {
    expect(importFixture('code.gift')).toEqual({
      quiz: {
        title: 'code',
        shuffle: 'answers',
        questions: [
          {
            question: 'What does this print?',
            code: { language: 'py', text: 'for n in range(2):\n    print(n)' },
            options: ['0 and 1', '1 and 2', 'only 2'],
            answer: 0,
          },
          {
            question: 'What is left of this list?',
            code: { language: 'java', text: 'List<String> a = b;\na.clear(); // x < y\nend' },
            options: ['nothing', 'everything'],
            answer: 0,
          },
          {
            type: 'number',
            question: 'What does f(2) return? Count well.',
            code: { text: 'def f(x):\n    y = x * 2\n    return y + 1' },
            answer: 5,
          },
          {
            type: 'text',
            question: 'How does the second line end?',
            code: { text: 'Tick says the clock,\ntock says the …' },
            answer: ['clock', 'the clock'],
          },
          {
            type: 'boolean',
            question: 'A sentence that is so long that its author has indented the second line of it',
            answer: true,
          },
          { question: 'Which one is faster? a(); or b();', options: ['a', 'b'], answer: 0 },
          { question: '1 + 1', options: ['2', '3'], answer: 0 },
          { type: 'boolean', question: 'No end of a name', answer: true },
          {
            question: 'Which one is right?',
            code: { text: 'x = 1;' },
            options: ['all', 'none'],
            answer: 0,
          },
        ],
      },
      notices: [
        'line 25: the lines of its code are now part of the text',
        expect.stringContaining('shuffle'),
      ],
    });
  });

  it('has a blank in the question where text follows the answers', () => {
    expect(importQuestion('Grant is {~buried =entombed} in his tomb.')).toMatchObject({
      question: 'Grant is _____ in his tomb.',
    });
    expect(importQuestion('::name::Where is Grant? {~buried =entombed}  ')).toMatchObject({
      question: 'Where is Grant?',
    });
  });

  it('takes its title from its category, if it has only one', () => {
    const gift = (...categories: string[]) =>
      categories.map((category) => `$CATEGORY: ${category}\n\nQ${category.length}{T}\n\n`).join('');
    expect(importFile('my.gift', gift('$course$/top/Sea // Land')).quiz?.title).toBe('Sea / Land');
    expect(importFile('my.gift', gift('$module$/top/a', 'b')).quiz?.title).toBe('my');
    expect(importFile('my.gift', gift('$course$/top')).quiz?.title).toBe('my');
    expect(importFile('my.gift', '$CATEGORY: Directly before\nQ{T}').quiz).toMatchObject({
      title: 'Directly before',
      questions: [{ question: 'Q' }],
    });
  });

  it('may have any line endings, a byte order mark and UTF-16 encoding', () => {
    const gift = 'Über\r\nzwei Zeilen{T}\r\n\r\nNoch eine{F}\r';
    const expected = [{ question: 'Über zwei Zeilen' }, { question: 'Noch eine' }];
    expect(importFile('q.txt', `\uFEFF${gift}`).quiz?.questions).toMatchObject(expected);
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${gift}`, 'utf16le'));
    expect(importFile('q.txt', utf16).quiz?.questions).toMatchObject(expected);
  });

  it('gets shuffled options, with a notice, if the correct one always comes first', () => {
    const { quiz, notices } = importFile('q.gift', 'A{=1 ~2}\n\nB{=3 ~4}\n\nC{=5 ~6}');
    expect(quiz).toMatchObject({ shuffle: 'answers' });
    expect(notices).toEqual([
      'the correct option always comes at the same position, so the quiz gets "shuffle": "answers"',
    ]);
  });
});
