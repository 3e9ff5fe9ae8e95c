/** A table with a heading, as Markdown. */
export interface Table {
  readonly title: string;
  readonly notes?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The first column is text; the others are aligned as numbers. */
export function markdownOf({ title, notes, columns, rows }: Table): string {
  const rule = columns.map((_, index) => (index === 0 ? ':--' : '--:'));
  const lines = [columns, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`## ${title}`, ...(notes === undefined ? [] : [notes]), lines.join('\n')].join('\n\n');
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : whole(value)} ms`;
}

export function us(value: number): string {
  return `${value < 100 ? value.toFixed(1) : whole(value)} µs`;
}

export function kB(value: number): string {
  return `${(value / 1000).toFixed(1)} kB`;
}

export function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

export function verdict(isMet: boolean): string {
  return isMet ? 'met' : '**missed**';
}
