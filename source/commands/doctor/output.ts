import { stripVTControlCharacters, styleText } from 'node:util';
import type { Diagnosis } from '../../network/doctor/diagnose-game.ts';
import type { Fault } from '../../network/faults/fault.ts';
import type { StepName, StepResult } from '../../network/doctor/step.ts';
import { cleanLine } from '../../text/clean.ts';
import { widthOf } from '../../text/width.ts';

export interface DoctorStyle {
  readonly ascii: boolean;
  readonly isColored: boolean;
  /** Longer lines are wrapped. */
  readonly columns: number;
}

/** Formats a step for people: one line, then the details and, for a failed step, what it means and what to try. */
export function stepLines(step: StepResult, style: DoctorStyle): string[] {
  const { ok, name, ms, summary, details = [], fault } = step;
  const paint = (format: 'green' | 'red' | 'bold' | 'dim', text: string) =>
    style.isColored ? styleText(format, text, { validateStream: false }) : text;
  const mark = marks(style.ascii)[ok ? 'ok' : 'failed'];
  const title = LABELS[name].padEnd(LABEL_WIDTH);
  const time = `${ms.toFixed(1)} ms`.padStart(TIME_WIDTH);
  const head = `${paint(ok ? 'green' : 'red', mark)} ${paint('bold', title)} ${paint('dim', time)}  `;
  const below = (label: string, text: string) => wrap(`${' '.repeat(INDENT)}${label}`, text, style.columns);
  return [
    ...wrap(head, summary, style.columns),
    ...details.flatMap((line) => below('', line)).map((line) => paint('dim', line)),
    ...(fault ? below('What it means: ', meaningOf(fault)) : []),
    ...(fault ? below('What to try:   ', fault.advice) : []),
  ];
}

/** Formats a step for programs. */
export function stepJson({ name, ok, ms, summary, details = [], data = {}, fault }: StepResult) {
  const explanation = fault && { meaning: meaningOf(fault), advice: fault.advice };
  return { name, ok, ms: Math.round(ms * 10) / 10, summary, details, data, ...explanation };
}

function meaningOf({ meaning, causes }: Fault): string {
  return causes === undefined ? meaning : `${meaning} ${causes}`;
}

/** Says whether the game can be played, and how. */
export function gameVerdict(transport: Diagnosis['transport']): string {
  switch (transport) {
    case 'websocket':
      return 'You can play this game, over WebSocket.';
    case 'long-polling':
      return 'You can play this game, by long polling.';
    case null:
      return 'You cannot play this game from here.';
  }
}

/** Says whether a game can be hosted on this port, or already is. */
export function hostVerdict(steps: readonly StepResult[], port: number): string {
  const ok = steps.every((step) => step.ok);
  const isHosted = steps.some(({ name, data }) => name === 'port' && data?.['phase'] !== undefined);
  if (ok && isHosted) return `A game is already being hosted here, on port ${port}.`;
  return ok ? 'You can host a game here.' : 'You cannot host a game here like this.';
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

/** Makes a text safe, and wraps it between words after a label, with a hanging indent. */
function wrap(label: string, text: string, columns: number): string[] {
  const labelWidth = stripVTControlCharacters(label).length;
  const width = Math.max(20, columns - labelWidth - 1);
  const lines: string[] = [];
  for (const word of cleanLine(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width)
      lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines.map((line, index) => `${index === 0 ? label : ' '.repeat(labelWidth)}${line}`);
}
