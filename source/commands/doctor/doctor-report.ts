import { stripVTControlCharacters, styleText } from 'node:util';
import type { Examination } from '../../network/doctor/examine.ts';
import type { StepName, StepResult } from '../../network/doctor/step.ts';

export interface DoctorStyle {
  readonly ascii: boolean;
  readonly isColoured: boolean;
  /** Lines longer than that are broken. */
  readonly columns: number;
}

/** A step as people read it: a line, what was seen below it, and what it means where it failed. */
export function stepText(step: StepResult, style: DoctorStyle): string {
  const { ok, name, ms, summary, details = [], diagnosis } = step;
  const paint = (format: 'green' | 'red' | 'bold' | 'dim', text: string) =>
    style.isColoured ? styleText(format, text, { validateStream: false }) : text;
  const mark = marks(style.ascii)[ok ? 'ok' : 'failed'];
  const title = LABELS[name].padEnd(LABEL_WIDTH);
  const time = `${ms.toFixed(1)} ms`.padStart(TIME_WIDTH);
  const head = `${paint(ok ? 'green' : 'red', mark)} ${paint('bold', title)} ${paint('dim', time)}  `;
  const below = (label: string, text: string) =>
    hanging(`${' '.repeat(INDENT)}${label}`, text, style.columns);
  return [
    ...hanging(head, summary, style.columns),
    ...details.flatMap((line) => below('', line)).map((line) => paint('dim', line)),
    ...(diagnosis ? below('What it means: ', diagnosis.meaning) : []),
    ...(diagnosis ? below('What to try:   ', diagnosis.advice) : []),
  ].join('\n');
}

/** A step as programs read it. */
export function stepForPrograms({ name, ok, ms, summary, details = [], data = {}, diagnosis }: StepResult) {
  return { name, ok, ms: Math.round(ms * 10) / 10, summary, details, data, ...diagnosis };
}

/** Whether a game can be played, and how. */
export function verdict(transport: Examination['transport']): string {
  switch (transport) {
    case 'websocket':
      return 'A game can be played, by WebSocket.';
    case 'long-polling':
      return 'A game can be played, by long polling.';
    case null:
      return 'No game can be played from here.';
  }
}

/** Whether a game can be hosted on this port, or is already. */
export function hostVerdict(steps: readonly StepResult[], port: number): string {
  const ok = steps.every((step) => step.ok);
  const isHosted = steps.some(({ name, data }) => name === 'port' && data?.['phase'] !== undefined);
  if (ok && isHosted) return `A game is hosted here already, on port ${port}.`;
  return ok ? 'A game can be hosted here.' : 'No game can be hosted here like this.';
}

const LABELS: Readonly<Record<StepName, string>> = {
  proxy: 'Proxy',
  name: 'Name',
  tcp: 'TCP',
  tls: 'TLS',
  http: 'HTTP',
  websocket: 'WebSocket',
  ping: 'Ping',
  'long-polling': 'Long polling',
  port: 'Port',
  addresses: 'Addresses',
};

const LABEL_WIDTH = Math.max(...Object.values(LABELS).map(({ length }) => length));
const TIME_WIDTH = '5000.0 ms'.length;

function marks(ascii: boolean) {
  return ascii ? { ok: 'ok    ', failed: 'FAILED' } : { ok: '✓', failed: '✗' };
}

const INDENT = 4;

/** A text behind a label, broken between words, with what follows the first line below its beginning. */
function hanging(label: string, text: string, columns: number): string[] {
  const labelWidth = stripVTControlCharacters(label).length;
  const width = Math.max(20, columns - labelWidth - 1);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines.map((line, index) => `${index === 0 ? label : ' '.repeat(labelWidth)}${line}`);
}
