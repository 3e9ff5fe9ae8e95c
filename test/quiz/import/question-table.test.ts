import { describe, expect, it } from 'vitest';
import { importFile, importFixture } from './import-file.ts';
import { SHEET, headers, inline, sheet, sheetOf, workbook } from './workbook.ts';

/** A row with a question and two answers. */
function row(question: string, more = '<c/><c/><c/><c><v>1</v></c>'): string {
  return `<row>${inline(question)}${inline('a')}${inline('b')}${more}</row>`;
}

describe("Kahoot's template", () => {
  it('is imported with a notice for each row that is skipped or changed', () => {
    expect(importFixture('kahoot.xlsx')).toEqual({
      quiz: {
        title: 'kahoot',
        questions: [
          {
            question: 'What does a 404 mean?',
            options: ['Not found', 'Forbidden', 'Gone', 'Moved'],
            answer: 0,
            time: 20,
          },
          {
            type: 'multiple',
            question: 'Which are HTTP methods?',
            options: ['GET', 'FETCH', 'PATCH', 'SEND'],
            answer: [0, 2],
            time: 30,
          },
          {
            type: 'multiple',
            question: 'Decimal commas?',
            options: ['yes', 'no', 'maybe'],
            answer: [0, 2],
          },
          {
            question: 'HTTP/3 runs over UDP. & that <is> true',
            options: ['True', 'False'],
            answer: 1,
            time: 240,
          },
          { question: 'Odd times', options: ['a', 'b'], answer: 1, time: 240 },
          { question: 'More odd times', options: ['a', 'b'], answer: 1 },
          { question: 'Which?', options: ['a', 'b'], answer: 1, time: 20 },
          { question: 'True', options: ['1969-07-20', '50%', 'True', 'False'], answer: 0, time: 20 },
        ],
      },
      notices: [
        'row 13: the time limit is now 240 s instead of 300 s',
        'row 14: the time limit "soon" is left out',
        'row 15: skipped: no correct answer',
        'row 18: skipped: answer 4 is marked as correct, but does not exist',
        'row 20: skipped: "question" must not be empty',
        'row 21: skipped: "options" must have at least 2 entries',
        'row 22: skipped: "question" must have at most 600 characters',
      ],
    });
  });

  it('may be the previous version', () => {
    expect(importFixture('kahoot-older.xlsx')).toEqual({
      quiz: {
        title: 'kahoot older',
        questions: [
          { question: 'Which port is for SSH?', options: ['21', '22', '23', '25'], answer: 1, time: 10 },
          {
            type: 'multiple',
            question: 'Which are mail ports?',
            options: ['25', '80', '587', '443'],
            answer: [0, 2],
            time: 60,
          },
        ],
      },
      notices: [],
    });
  });

  it.each(['1,3', '1, 3', '1;3', '1.3', '1 3', '3,1,3', '1 & 3', '1/3'])(
    'may list several correct answers as %j',
    (correct) => {
      const cells = ['Q', 'a', 'b', 'c', '', '', correct].map(inline).join('');
      const [question] = importFile('k.xlsx', sheetOf(`<row>${cells}</row>`)).quiz?.questions ?? [];
      expect(question).toMatchObject({ type: 'multiple', answer: expect.arrayContaining([0, 2]) });
    },
  );

  it('may be on any sheet, with its columns anywhere and in any order', () => {
    const cell = (address: string, text: string) => inline(text).replace('<c', `<c r="${address}"`);
    const rows = `<row r="30">${cell('AA30', 'Question')}${cell('C30', 'ANSWER 2')}${cell('D30', 'Answer1')}${cell('B30', 'Correct answers')}</row>
      <row r="40">${cell('C40', 'two')}${cell('AA40', 'Q')}${cell('B40', '2')}${cell('D40', 'one')}</row>`;
    const file = workbook({
      [SHEET]: sheet(`<row>${inline('Question')}</row>`),
      'xl/worksheets/sheet2.xml': sheet(rows),
    });
    expect(importFile('k.xlsx', file).quiz?.questions).toEqual([
      { question: 'Q', options: ['two', 'one'], answer: 0 },
    ]);
  });

  it('is read with tag prefixes, shared strings, rich text and formulas, as other programs write them', () => {
    const shared = headers.map((text) => `<si><t>${text}</t></si>`).join('');
    const file = workbook({
      'xl/sharedStrings.xml': `<sst>${shared}<si><r><t>bo</t></r><r><t xml:space="preserve">ld </t></r><rPh><t>read so</t></rPh></si></sst>`,
      [SHEET]: `<x:worksheet xmlns:x="urn:x"><x:sheetData>
        <x:row>${headers.map((_, index) => `<x:c t="s"><x:v>${index}</x:v></x:c>`).join('')}</x:row>
        <x:row><x:c t="s"><x:v>7</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>a_x000D_&amp;&#98;</x:v></x:c><x:c t="b"><x:v>0</x:v></x:c><x:c t="s"/><x:c t="b"/><x:c/><x:c t="n"><x:v>2</x:v></x:c></x:row>
      </x:sheetData></x:worksheet>`,
    });
    expect(importFile('k.xlsx', file).quiz?.questions).toEqual([
      { question: 'bold', options: ['a &b', 'False'], answer: 1 },
    ]);
  });

  it('may have gaps between its rows', () => {
    expect(importFile('k.xlsx', sheetOf(row('one'), '<row r="9"/>', row('two', ''))).notices).toEqual([
      'row 10: skipped: no correct answer',
    ]);
  });
});

describe('another .xlsx file', () => {
  it('is rejected without headings', () => {
    expect(importFixture('other.xlsx').notices[0]).toMatch(
      /^no row has the headings "Question", "Answer 1"/u,
    );
  });

  it('is rejected without a sheet, or if it is damaged', () => {
    expect(importFile('k.xlsx', workbook({ 'xl/workbook.xml': '' })).notices[0]).toBe(
      'it has no sheets; save it as .xlsx',
    );
    expect(importFile('k.xlsx', sheetOf().slice(0, -40)).notices[0]).toMatch(/^it is damaged: /u);
  });

  it('is read quickly despite distant cells and unclosed tags', () => {
    const far = row('Q').replace('<row>', '<row r="1048576">').replace('<c/>', '<c r="XFD9"><v>1</v></c>');
    const deep = '<a>'.repeat(200_000) + '</b>'.repeat(200_000);
    const before = process.cpuUsage();
    importFile('k.xlsx', sheetOf(far, deep));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });

  it('is rejected before it is unpacked to a huge size', () => {
    const bomb = workbook({ [SHEET]: sheet(' '.repeat(20_000_001)) });
    expect(bomb.length).toBeLessThan(50_000);
    expect(importFile('k.xlsx', bomb).notices[0]).toBe('it is too large for a quiz');
  });

  it('is rejected if only all of its parts together are huge', () => {
    const sheets = Array.from({ length: 3 }, (_, index) => [
      `xl/worksheets/sheet${index + 1}.xml`,
      sheet(' '.repeat(7_000_000)),
    ]);
    expect(importFile('k.xlsx', workbook(Object.fromEntries(sheets))).notices[0]).toMatch(/too large/u);
  });

  it.each([
    ['5,000,000 characters, though most share one text', 30_000, 42],
    ['200,000 cells', 1, 50_000],
  ])('is rejected if its cells hold more than %s', (_what, length, rows) => {
    const shared = `<sst><si><t>${'é'.repeat(length)}</t></si></sst>`;
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(4)}</row>`;
    const bomb = workbook({ 'xl/sharedStrings.xml': shared, [SHEET]: sheet(row.repeat(rows + 1)) });
    expect(importFile('k.xlsx', bomb).notices[0]).toMatch(/too large/u);
    const allowed = workbook({ 'xl/sharedStrings.xml': shared, [SHEET]: sheet(row.repeat(rows - 1)) });
    expect(importFile('k.xlsx', allowed).notices[0]).toMatch(/headings/u);
  });

  it('may have many empty rows', () => {
    const empty = '<row/>'.repeat(200_001);
    expect(importFile('k.xlsx', sheetOf(empty, row('Q'))).quiz?.questions).toHaveLength(1);
  });
});

/** Imports lines as a CSV file, and returns its questions and notices. */
function importLines(...lines: string[]) {
  const { quiz, notices } = importFile('q.csv', lines.join('\n'));
  return { questions: quiz?.questions ?? [], notices };
}

describe("Blooket's template", () => {
  it('is imported by the column "Question Text", without the rows that are only numbered', () => {
    expect(importFixture('blooket.csv')).toEqual({
      quiz: {
        title: 'blooket',
        questions: [
          { question: 'Which port does SSH use?', options: ['21', '22', '23'], answer: 1, time: 15 },
          {
            type: 'multiple',
            question: 'Which of these, "roughly", are editors?',
            options: ['vim', 'tmux', 'emacs', 'grep'],
            answer: [0, 2],
            time: 30,
          },
          { question: 'Which number is the largest?', options: ['3', '2', '1', '4'], answer: 3, time: 20 },
        ],
      },
      notices: [],
    });
  });

  it('is rejected if its question column only numbers the questions', () => {
    const rows = ['Question,Answer 1,Answer 2,Correct answer', '1,yes,no,1', '2,yes,no,2'];
    expect(importLines(...rows).notices[0]).toMatch(/only numbers the questions/u);
  });
});

describe("Gimkit's template", () => {
  it('is imported with the correct answer sorted among the others', () => {
    expect(importFixture('gimkit.tsv')).toMatchObject({
      quiz: {
        questions: [
          {
            question: 'Who wrote vi?',
            options: ['Bill Joy', 'Bram Moolenaar', 'Richard Stallman'],
            answer: 0,
          },
          { question: 'How many bits has an IPv6 address?', options: ['32', '64', '128', '256'], answer: 2 },
        ],
      },
      notices: [],
    });
  });
});

describe('a CSV file', () => {
  it.each([
    'Question,Answer 1,Answer 2,Time limit (sec),Correct answer(s)\nWarm?,tea,"ice, cubes",20,1',
    'Question;Answer 1;Answer 2;Time limit (sec);Correct answer(s)\r\nWarm?;tea;ice, cubes;20;1\r\n',
    'Question\tAnswer 1\tAnswer 2\tTime limit (sec)\tCorrect answer(s)\nWarm?\ttea\tice, cubes\t20\t1',
    'sep=|\nQuestion|Answer 1|Answer 2|Time|Correct answer(s)\nWarm?|tea|ice, cubes|20|1',
    'question_text,optionA,optionB,time,correctAnswer\nWarm?,tea,"ice, cubes",20,A',
    'No.,Question,A,B,Time,Answer\n1,Warm?,tea,"ice, cubes",20,tea',
  ])('is imported by its headings from %j', (text) => {
    const expected = [{ question: 'Warm?', options: ['tea', 'ice, cubes'], answer: 0, time: 20 }];
    expect(importFile('q.csv', text).quiz?.questions).toEqual(expected);
    expect(importFile('q.txt', text).quiz?.questions).toEqual(expected);
  });

  it('names the first line of a record in notices', () => {
    const header = 'Question,Answer 1,Answer 2,Correct answer';
    expect(importLines(header, '"over', 'two lines?",a,b,1', 'None?,a,b,').notices).toEqual([
      'line 4: skipped: no correct answer',
    ]);
  });

  it('may have explanations, categories and a difficulty', () => {
    const header = 'Question,Option 1,Option 2,Correct,Explanation,Category,Difficulty';
    expect(importLines(header, 'Q?,a,b,b,Because.,"Git, Tools",HARD').questions).toEqual([
      {
        question: 'Q?',
        options: ['a', 'b'],
        answer: 1,
        explanation: 'Because.',
        tags: ['Git', 'Tools'],
        difficulty: 'hard',
      },
    ]);
  });
});

describe('the correct answer in a table', () => {
  const header = (correct: string) => `Question,Answer 1,Answer 2,Answer 3,${correct}`;

  it.each([
    ['2', 1],
    ['b', 1],
    ['Two', 1],
    ['"1,3"', [0, 2]],
    ['A; C', [0, 2]],
    ['one|three', [0, 2]],
  ])('may be %j', (correct, answer) => {
    const [question] = importLines(header('Correct answer'), `Q?,one,two,three,${correct}`).questions;
    expect(question).toMatchObject({ answer });
  });

  it('is what the other rows use, if it could be a number or a text', () => {
    const texts = ['Q?,2,3,1,3', 'Other?,ox,ape,cow,ape'];
    expect(importLines(header('Correct answer'), ...texts).questions).toMatchObject([
      { answer: 1 },
      { answer: 1 },
    ]);
    const numbers = ['Q?,2,3,1,3', 'Other?,ox,ape,cow,2'];
    expect(importLines(header('Correct answer'), ...numbers).questions).toMatchObject([
      { answer: 2 },
      { answer: 1 },
    ]);
    expect(importLines(header('Correct answer'), 'Q?,2,3,1,3').notices[0]).toBe(
      'line 2: skipped: "3" could be the number of an answer or its text',
    );
  });

  it("is a number under Kahoot's and Blooket's headings", () => {
    expect(importLines(header('Correct answer(s)'), 'Q?,2,3,1,3').questions).toMatchObject([{ answer: 2 }]);
    expect(importLines(header('Correct answer(s)'), 'Q?,5,6,7,5').notices[0]).toBe(
      'line 2: skipped: answer 5 is marked as correct, but does not exist',
    );
  });

  it('is an index from 0 if another row has the index 0', () => {
    const rows = ['One?,a,b,c,0', 'Two?,a,b,c,2'];
    expect(importLines(header('Correct index'), ...rows).questions).toMatchObject([
      { answer: 0 },
      { answer: 2 },
    ]);
    expect(importLines(header('Answer'), 'One?,a,b,c,3', 'Two?,a,b,c,2').questions).toMatchObject([
      { answer: 2 },
      { answer: 1 },
    ]);
  });
});

describe('a number in a spreadsheet', () => {
  /** Imports a question with a number in a format as its first option. */
  function importNumber(value: string, format: string) {
    const cells = `${inline('Q')}<c s="1"><v>${value}</v></c>${inline('b')}<c/><c/><c/><c><v>1</v></c>`;
    const head = headers.map((text) => inline(text)).join('');
    return importFile(
      'k.xlsx',
      workbook({
        [SHEET]: sheet(`<row>${head}</row><row>${cells}</row>`),
        'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${format}"/></numFmts>
          <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
      }),
    );
  }

  it.each([
    ['General', '4.3499999999999996', '4.35'],
    ['General', '1e-3', '0.001'],
    ['000', '7', '007'],
    ['&quot;$&quot;#,##0.00', '1234.5', '$1,234.50'],
    ['[$€-407]0.00', '9.5', '€9.50'],
    ['0.0&quot; km&quot;', '2.5', '2.5 km'],
    ['0.##', '0.5', '0.5'],
    ['#,##0_);[Red](#,##0)', '1500', '1,500'],
    ['0', '-3', '-3'],
    ['0.0%', '0.125', '12.5%'],
    ['yyyy-mm-dd', '25404', '1969-07-20'],
  ])('in the format %j is imported as its author sees it: %s as %j', (format, value, shown) => {
    expect(importNumber(value, format)).toMatchObject({
      quiz: { questions: [{ options: [shown, 'b'] }] },
      notices: [],
    });
  });

  it.each([
    ['# ?/?', '0.5'],
    ['0.00E+00', '0.5'],
    ['0.0,', '1500'],
    ['0.00;(0.00)', '-2'],
  ])('in the format %j is imported plainly, with a notice', (format, value) => {
    expect(importNumber(value, format)).toMatchObject({
      quiz: { questions: [{ options: [value, 'b'] }] },
      notices: [`row 2: the spreadsheet shows "${value}" in another format`],
    });
  });
});
