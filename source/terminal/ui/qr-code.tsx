import { Box, Text, Transform } from 'ink';
import { encode } from 'uqr';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';

/** The size of a QR code's modules: `normal` ones are a column wide and half a row high, `large` ones twice that. */
export type QrCodeScale = 'normal' | 'large';

interface QrCodeProps {
  readonly text: string;
  /** Default: normal. */
  readonly scale?: QrCodeScale;
}

/** A text as a QR code, dark on light whatever the colours of the terminal. Draws nothing if it has no size. */
export function QrCode({ text, scale = 'normal' }: QrCodeProps) {
  const { ascii, styles } = useTheme();
  if (!qrCodeSize(text, ascii)) return null;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {linesOf(modulesOf(text), scale).map((line, row) => (
        // Laid out as ASCII and translated afterwards, because Ink measures every other character several times per frame.
        <Transform key={row} transform={toBlocks}>
          <Text {...styles.paper}>{line}</Text>
        </Transform>
      ))}
    </Box>
  );
}

/**
 * Returns the size of a QR code with its quiet zone. Returns null if it cannot be drawn: in ASCII, which has no half blocks, or if the
 * text is so long that phones could hardly scan it.
 */
export function qrCodeSize(text: string, ascii: boolean, scale: QrCodeScale = 'normal'): Size | null {
  if (ascii || Buffer.byteLength(text) > MAX_BYTES) return null;
  const { length } = modulesOf(text);
  return scale === 'large'
    ? { columns: 2 * length, rows: length }
    : { columns: length, rows: Math.ceil(length / 2) };
}

/** What fits into version 10 at the lowest level of error correction, in bytes. */
const MAX_BYTES = 271;

/** The empty modules around a code. The standard asks for four, but scanners manage with two, and the code stays smaller. */
const QUIET_ZONE = 2;

/** The rows of a code with its quiet zone, in which true is dark. */
type Modules = readonly (readonly boolean[])[];

/** The codes that were drawn last: encoding takes milliseconds, and a screen draws the same few again and again. */
const encoded = new Map<string, Modules>();
const MAX_ENCODED = 20;

function modulesOf(text: string): Modules {
  const known = encoded.get(text);
  if (known) return known;
  if (encoded.size >= MAX_ENCODED) encoded.clear();
  const { data } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET_ZONE });
  encoded.set(text, data);
  return data;
}

/** Draws modules as text: `#` is a full block, `^` its upper half and `_` its lower half. */
function linesOf(modules: Modules, scale: QrCodeScale): string[] {
  if (scale === 'large') return modules.map((row) => row.map((isDark) => (isDark ? '##' : '  ')).join(''));
  return modules.flatMap((upper, row) => {
    if (row % 2 > 0) return [];
    const lower = modules[row + 1] ?? [];
    return [
      upper.map((isDark, column) => CELLS[Number(isDark) + 2 * Number(lower[column] ?? false)]).join(''),
    ];
  });
}

/** By the upper module, and twice the lower one. */
const CELLS = [' ', '^', '_', '#'];

function toBlocks(line: string): string {
  return line.replaceAll('#', '█').replaceAll('^', '▀').replaceAll('_', '▄');
}
