// Plays a game with the built program and draws all screens, in four sizes and in every kind of colours: npm run screens. Names of
// sheets draw only those. Look at each sheet afterwards.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Scene, playEvening } from './evening.ts';
import { type Colors, dark, fileOf, light, sheetOf } from './svg.ts';

const root = process.env['TERMQUIZ_ROOT'] ?? '.';
const folder = join(root, 'docs', 'screens');
const quiz = join(root, 'test', 'screens', 'quiz.json');

interface Sheet {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly colors: Colors;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const usual = { columns: 80, rows: 24, colors: dark };
const sheets: readonly Sheet[] = [
  { ...usual, name: '40x12', columns: 40, rows: 12 },
  { ...usual, name: '80x24' },
  { ...usual, name: '120x40', columns: 120, rows: 40 },
  { ...usual, name: '200x50', columns: 200, rows: 50 },
  { ...usual, name: 'light', colors: light },
  { ...usual, name: '256-colours', env: { COLORTERM: '', TERM: 'xterm-256color' } },
  { ...usual, name: '16-colours', env: { COLORTERM: '', TERM: 'xterm' } },
  { ...usual, name: '16-colours-light', colors: light, env: { COLORTERM: '', TERM: 'xterm' } },
  { ...usual, name: 'no-colour', env: { NO_COLOR: '1' } },
  { ...usual, name: 'ascii', flags: ['--ascii'] },
];

/** Screens that get a file of their own, for the README. */
const SINGLE_SHEET = '80x24';
const SINGLES = new Map([
  ['host: lobby', 'lobby'],
  ['host: question, code', 'question'],
  ['player: reveal, choice', 'reveal'],
  ['host: podium', 'podium'],
]);

/** The width of a sheet, in columns of terminals side by side. */
const SHEET_COLUMNS = 400;

const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [index, sheet] of sheets.entries()) {
  if (wanted.length === 0 || wanted.includes(sheet.name)) await drawSheet(sheet, 7950 + index);
}

async function drawSheet(
  { name, columns, rows, colors, flags = [], env = {} }: Sheet,
  port: number,
): Promise<void> {
  const scenes = await playEvening(quiz, port, {
    columns,
    rows,
    colors,
    env,
    flags: [...flags, '--reduced-motion'],
  });
  const sheet = scenes.map(({ name: caption, picture }) => ({ caption, picture }));
  writeFileSync(join(folder, `${name}.svg`), sheetOf(sheet, Math.floor(SHEET_COLUMNS / columns), colors));
  process.stdout.write(`${name}: ${scenes.length} screens\n`);
  if (name === SINGLE_SHEET) writeSingles(scenes);
}

function writeSingles(scenes: readonly Scene[]): void {
  for (const { name, picture } of scenes) {
    const file = SINGLES.get(name);
    if (file !== undefined) writeFileSync(join(folder, `${file}.svg`), fileOf(picture));
  }
}
