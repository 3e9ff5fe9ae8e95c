/** Passes on what people type, in whole sequences, and drops what a terminal sends by itself. */
export interface InputFilter {
  /** Returns what is complete so far, in order. */
  push(chunk: string): string;
  /** How long to wait for more input, in milliseconds, before calling `expire`; null to wait forever. */
  waitMs(): number | null;
  /** Ends an unfinished sequence: returns a lone Esc or the end of a paste, and drops anything else. */
  expire(): string;
}

/** Long enough for the rest of a key's sequence to arrive over most networks, too short to notice after Esc. */
const ESCAPE_MS = 100;

/** A sequence that pauses for longer will not be finished. */
const SEQUENCE_MS = 1000;

/** A paste that pauses or lasts longer than this has lost its end, and would swallow every later key. */
const PASTE_PAUSE_MS = 2000;
const PASTE_MS = 30_000;

/** More than any field holds. The rest of a longer paste is dropped. */
const MAX_PASTE = 10_000;

/**
 * Creates a filter for what a terminal sends, following ECMA-48 and xterm's control sequences. Drops control strings (OSC, DCS, APC, PM,
 * SOS), mouse reports, and CSI sequences that are not keys. Leaves pasted text in its brackets, up to 10,000 characters, and ends a
 * paste that the terminal does not end.
 *
 * @param now Returns milliseconds since an arbitrary moment.
 */
export function createInputFilter(now: () => number = () => performance.now()): InputFilter {
  let state: State = 'text';
  /** The number of characters pasted so far, and when the paste must end. */
  let pasted = 0;
  let pasteEndsAt = 0;
  /** The unfinished sequence, from its Esc. */
  let pending = '';

  const begin = (next: State, sequence: string): string => {
    state = next;
    pending = sequence;
    return '';
  };
  /** Ends the sequence, and returns what is kept of it. */
  const end = (kept = '', next: State = 'text'): string => {
    begin(next, '');
    return kept;
  };
  /** A control character ends any sequence and counts for itself, so that Ctrl+C always works. */
  const interrupt = (character: string) => end() + (character === BEL ? '' : pushCharacter(character));

  function pushCharacter(character: string): string {
    const sequence = pending + character;
    const isInterrupted = isControl(character);
    switch (state) {
      case 'text':
        if (character === ESC) return begin('escape', ESC);
        return end(character, character === '\r' ? 'after-return' : 'text');
      case 'after-return':
        return character === '\n' ? end() : end() + pushCharacter(character);
      case 'late':
        return end() + pushCharacter(character);
      case 'escape':
        return pushEscaped(character);
      case 'csi':
        return isInterrupted ? interrupt(character) : pushCsi(sequence);
      case 'ss3':
        if (isInterrupted) return interrupt(character);
        return /[\d;]/u.test(character) ? begin('ss3', sequence) : end(sequence);
      case 'mouse':
        // A button and two coordinates.
        return sequence.length < MOUSE_LENGTH ? begin('mouse', sequence) : end();
      case 'string':
        if (character === ESC) return begin('string-escape', '');
        return isInterrupted ? interrupt(character) : '';
      case 'string-escape':
        // Without a backslash, the Esc begins something new.
        return character === '\\' ? end() : begin('escape', ESC) + pushEscaped(character);
      case 'paste':
        // Terminals remove control characters from what they paste, so this one is a key.
        if (character === CTRL_C) return end(PASTE_END) + character;
        return sequence === PASTE_END ? end(PASTE_END) : pushPasted(sequence);
    }
  }

  /** Returns pasted text, but holds back characters that may begin the end of the paste. */
  function pushPasted(sequence: string): string {
    let held = sequence;
    while (!PASTE_END.startsWith(held)) held = held.slice(1);
    pending = held;
    const text = sequence.slice(0, sequence.length - held.length);
    pasted += text.length;
    return pasted <= MAX_PASTE ? text : '';
  }

  function pushEscaped(character: string): string {
    if (character === '[') return begin('csi', `${pending}[`);
    if (character === 'O') return begin('ss3', `${pending}O`);
    // A first Esc was a key of its own.
    if (STRING_STARTS.has(character)) return end(pending.slice(ESC.length), 'string');
    if (character !== ESC) return end(pending + character);
    // Esc twice is a key, or the start of a key with Alt.
    return pending === ESC ? begin('escape', ESC + ESC) : end(pending) + begin('escape', ESC);
  }

  function pushCsi(sequence: string): string {
    const content = sequence.slice(sequence.lastIndexOf('[') + 1);
    if (content === 'M') return begin('mouse', '');
    const isShiftedKey = /^[2-8]\$$/u.test(content);
    if (!isShiftedKey && /^[0-?]*[ -/]*$/u.test(content)) return begin('csi', sequence);
    if (content === '200~') {
      pasted = 0;
      pasteEndsAt = now() + PASTE_MS;
      return end(sequence, 'paste');
    }
    return end(isShiftedKey || KEY.test(content) ? sequence : '');
  }

  return {
    push(chunk) {
      const rest = state === 'late' ? chunk.replace(LATE_SEQUENCE, '') : chunk;
      return Array.from(rest, pushCharacter).join('');
    },
    waitMs() {
      if (state === 'text' || state === 'after-return') return null;
      if (state === 'paste') return Math.max(0, Math.min(PASTE_PAUSE_MS, pasteEndsAt - now()));
      return state === 'escape' ? ESCAPE_MS : SEQUENCE_MS;
    },
    expire() {
      if (state === 'paste') return end(PASTE_END);
      return state === 'escape' ? end(pending, 'late') : end();
    },
  };
}

/**
 * What the characters so far are the start of. `after-return`: a line feed belongs to the Enter before it. `late`: an Esc that was alone
 * for too long counted as a key, but the rest of a sequence may follow.
 */
type State =
  | 'text'
  | 'after-return'
  | 'late'
  | 'escape'
  | 'csi'
  | 'ss3'
  | 'mouse'
  | 'string'
  | 'string-escape'
  | 'paste';

const ESC = '\u001B';
const BEL = '\u0007';
const CTRL_C = '\u0003';
const PASTE_END = `${ESC}[201~`;
const MOUSE_LENGTH = 3;

/** What follows the Esc of DCS, SOS, OSC, PM and APC. */
const STRING_STARTS = new Set(['P', 'X', ']', '^', '_']);

/**
 * The part of a key's CSI sequence after the bracket, in xterm, rxvt, the Linux console and the kitty keyboard protocol. Reports contain
 * `?`, `<`, `=`, `>` or spaces, or end differently.
 */
const KEY = /^(?:[\d;:]*[~^@A-FHPQSZu]|[a-e])$/u;

/** The rest of a CSI sequence or a control string, which nobody types within one chunk. */
// oxlint-disable-next-line no-control-regex -- Control strings end with control characters.
const LATE_SEQUENCE = /^(?:\[\[?[0-?]*[ -/]*[@-~]|[P\]^_X][^\u0007\u001B]+(?:\u0007|\u001B\\))/u;

function isControl(character: string): boolean {
  return character < ' ';
}
