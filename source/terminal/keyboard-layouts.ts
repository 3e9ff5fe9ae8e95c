/**
 * Returns the Latin key at the position of each letter of the layouts without Latin letters. `language` is the user's language, such as
 * `sr`: it settles where Cyrillic letters are.
 */
export function createLatinKeys(language: string): ReadonlyMap<string, string> {
  const rows = LAYOUTS.filter(({ isCyrillic }) => !isCyrillic || !OTHER_CYRILLIC.has(language));
  const own = OTHER_CYRILLIC.get(language);
  return new Map([...rows.map((layout) => layout.rows), own ?? []].flatMap((each) => positionsOf(each)));
}

/** The language of a locale such as `sr_RS.UTF-8`, from the variables that determine the character set. */
export function languageOf(environment: NodeJS.ProcessEnv): string {
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
  return /^[a-z]+/u.exec(locale)?.[0] ?? '';
}

interface Layout {
  readonly isCyrillic?: boolean;
  /** The three rows of letters, then the digits if they have letters, too; a space where a key has no letter of its own. */
  readonly rows: readonly string[];
}

const LATIN_ROWS = ['qwertyuiop[]', 'asdfghjkl', 'zxcvbnm', '1234567890'];

/**
 * The first and second levels of the layouts of xkeyboard-config. No letter is at two positions. The Arabic and Persian keys for ] differ, so
 * they are left out.
 */
const LAYOUTS: readonly Layout[] = [
  // ru and ua.
  { isCyrillic: true, rows: ['йцукенгшщзхъ', 'фывапролд', 'ячсмить'] },
  { isCyrillic: true, rows: ['йцукенгшщзхї', 'фівапролд', 'ячсмить'] },
  // gr
  { rows: [' ςερτυθιοπ', 'ασδφγηξκλ', 'ζχψωβνμ'] },
  // il
  { rows: ['  קראטוןםפ', 'שדגכעיחלך', 'זסבהנמצ'] },
  // ara and ir. The Arabic b types the ligature lam-alef.
  { rows: ['ضصثقفغعهخحج', 'شسيبلاتنم', 'ئءؤرﻻىة'] },
  { rows: ['ضصثقفغعهخحج', 'شسیبلاتنم', 'ظطزرذدپ'] },
  // The Hangul two-set layout (KS X 5002), without and with Shift.
  { rows: ['ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ', 'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ', 'ㅋㅌㅊㅍㅠㅜㅡ'] },
  { rows: ['ㅃㅉㄸㄲㅆ   ㅒㅖ'] },
  // th (Kedmanee).
  { rows: ['ๆไำพะ\u0E31\u0E35รนยบล', 'ฟหกดเ\u0E49\u0E48าส', 'ผปแอ\u0E34\u0E37ท'] },
  { rows: [' "ฎฑธ\u0E4D\u0E4Aณฯญฐ', 'ฤฆฏโฌ\u0E47\u0E4Bษศ', '  ฉฮ\u0E3A\u0E4C'] },
  // in(deva), InScript.
  {
    rows: [
      '\u094C\u0948\u093E\u0940\u0942बहगदजड\u093C',
      '\u094B\u0947\u094D\u093F\u0941परकत',
      '\u0946\u0902मनवलस',
    ],
  },
  { rows: ['औऐआईऊभङघधझढञ', 'ओएअइउफऱखथ', 'ऎ\u0901णऩऴळश'] },
  // ge
  { rows: ['ქწერტყუიოპ', 'ასდფგჰჯკლ', 'ზხცვბნმ'] },
  { rows: [' ჭ ღთ', ' შ    ჟ', 'ძ ჩ'] },
  // am(phonetic)
  { rows: ['քոերտըւիօպխծ', 'ասդֆգհյկլ', 'զղցվբնմ'] },
  // jp(kana), and the same with an input method, without vowels: most people type those with the keys of their Latin letters.
  { rows: ['タテイスカンナニラセ', 'チトシハキクマノリ', 'ツサソヒコミモ', 'ヌフアウエオヤユヨワ'] },
  { rows: ['たて すかんなにらせ', 'ちとしはきくまのり', 'つさそひこみも', 'ぬふ    やゆよわ'] },
];

/** The Cyrillic layouts of other languages. Bulgarian has two common ones, which contradict each other: a guess could send a wrong answer. */
const OTHER_CYRILLIC: ReadonlyMap<string, readonly string[]> = new Map([
  ['bg', []],
  ['mk', ['љњертѕуиопшѓ', 'асдфгхјкл', 'зџцвбнм']],
  ['sr', ['љњертзуиопшђ', 'асдфгхјкл', 'жџцвбнм']],
]);

function positionsOf(rows: readonly string[]): [letter: string, key: string][] {
  return rows.flatMap((row, index) => {
    const keys = Array.from(LATIN_ROWS[index] ?? '');
    const letters = Array.from(row, (letter, position): [string, string] => [letter, keys[position] ?? '']);
    return letters.filter(([letter]) => letter > '~');
  });
}
