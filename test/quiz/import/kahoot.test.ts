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
          { question: 'True', options: ['1969-07-20', '50%', 'True', 'False'], answer: 0, time: 20 },
        ],
      },
      notices: [
        'row 13: the time limit is now 240 s instead of 300 s',
        'row 14: the time limit "soon" is left out',
        'row 15: skipped: no correct answer',
        'row 16: skipped: "b" is not the number of an answer',
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
    expect(importFile('k.xlsx', sheetOf(row('1'), '<row r="9"/>', row('2', ''))).notices).toEqual([
      'row 10: skipped: no correct answer',
    ]);
  });
});

describe('another .xlsx file', () => {
  it('is rejected without the headers of the template', () => {
    expect(importFixture('other.xlsx').notices[0]).toBe(
      'no row has the headers of Kahoot\'s template: "Question", "Answer 1", "Answer 2", "Correct answer(s)"',
    );
  });

  it('is rejected without a sheet, or if it is damaged', () => {
    expect(importFile('k.xlsx', workbook({ 'word/document.xml': '' })).notices[0]).toBe(
      'it has no sheets; save it as .xlsx',
    );
    expect(importFile('k.xlsx', sheetOf().slice(0, -40)).notices[0]).toMatch(/^it is damaged: /u);
  });

  it('is read quickly despite distant cells and unclosed tags', () => {
    const far = row('Q').replace('<row>', '<row r="1048576">').replace('<c/>', '<c r="XFD9"><v>1</v></c>');
    const deep = '<a>'.repeat(200_000) + '</b>'.repeat(200_000);
    const started = performance.now();
    importFile('k.xlsx', sheetOf(far, deep));
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('is rejected before it is unpacked to a huge size', () => {
    const bomb = workbook({ [SHEET]: sheet(' '.repeat(20_000_001)) });
    expect(bomb.length).toBeLessThan(50_000);
    expect(importFile('k.xlsx', bomb).notices[0]).toBe('it is too large for a quiz');
  });
});
