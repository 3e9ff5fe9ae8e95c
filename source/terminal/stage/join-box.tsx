import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type JoinInfo, type JoinWay, fittingWay, waysToJoin } from './join-info.ts';
import { BigText, type Scale, bigTextWidth, rowsOf, scalesFor } from '../ui/big-text.tsx';
import { firstThatFits } from '../ui/layout.ts';
import { QrCode, type QrCodeScale, qrCodeSize } from '../ui/qr-code.tsx';
import { TitledBox } from '../ui/titled-box.tsx';
import { widthOf, wrap } from '../../text/width.ts';

interface JoinBoxProps {
  readonly layout: JoinBoxLayout;
}

/** The best way to join in a frame: as text, and with the address and the PIN in large digits. */
export function JoinBox({ layout }: JoinBoxProps) {
  const { styles } = useTheme();
  const { title, lines, digits, padding, width, rows } = layout;
  const { texts, scale, isStacked } = digits;
  return (
    <TitledBox title={title} columns={width} rows={rows} gap={padding}>
      <Box flexDirection="column" flexShrink={0}>
        {lines.map((line, row) => (
          <Text key={row} {...styles.strong}>
            {line}
          </Text>
        ))}
      </Box>
      {texts.length > 0 && (
        <Box
          flexDirection={isStacked ? 'column' : 'row'}
          alignItems="center"
          columnGap={gapOf(scale)}
          rowGap={1}
          flexShrink={0}
        >
          {texts.map((text, index) => (
            <BigText key={index} text={text} scale={scale} style={styles.accent} />
          ))}
        </Box>
      )}
    </TitledBox>
  );
}

/** The longest first. */
const TITLES: Readonly<Record<JoinWay['type'], readonly string[]>> = {
  command: ['Join from a terminal'],
  page: ['Join from a phone or any browser', 'Join from a phone'],
};

/** The frame and one cell on each side of the text. */
const FRAME_COLUMNS = 4;
const FRAME_ROWS = 2;

/** The columns of the top edge beside its title. */
const TITLE_EDGE = 6;

/** The contents of a box. */
export interface JoinBoxLayout {
  readonly title: string;
  /** The command or the URL. */
  readonly lines: readonly string[];
  readonly digits: Digits;
  /** Empty rows around the parts. */
  readonly padding: 0 | 1;
  /** Including the frame, like `rows`. */
  readonly width: number;
  readonly rows: number;
}

/** What is drawn in large digits: the address and the PIN, only the PIN, or nothing. */
interface Digits {
  readonly texts: readonly string[];
  readonly scale: Scale;
  /** Whether they are below each other, not side by side. */
  readonly isStacked: boolean;
}

/**
 * Lays the box out with the largest digits that fit. The address is as large as the PIN, unless it has letters or is too long: then
 * the PIN is not very large either.
 */
export function layOutJoinBox(
  { type, text, address }: JoinWay,
  pin: string,
  size: Size,
  ascii: boolean,
): JoinBoxLayout {
  const title = firstThatFits(TITLES[type], size.columns - TITLE_EDGE);
  const columns = size.columns - FRAME_COLUMNS;
  const padding = size.rows > ROWS_FOR_PADDING ? 1 : 0;
  const layOut = (digits: Digits): JoinBoxLayout => {
    const isPinShown = digits.texts.length > 0;
    const lines = wrap(isPinShown ? fittingWay(text, pin, columns) : text, columns);
    const titleColumns = widthOf(title) + TITLE_EDGE - FRAME_COLUMNS;
    const inner = Math.max(widthOfDigits(digits), titleColumns, ...lines.map((line) => widthOf(line)));
    const gaps = padding * (isPinShown ? 3 : 2);
    return {
      title,
      lines,
      digits,
      padding,
      width: Math.min(inner + 6 * padding, columns) + FRAME_COLUMNS,
      rows: FRAME_ROWS + lines.length + rowsOfDigits(digits) + gaps,
    };
  };
  const fitting = [
    ...scalesFor(address + pin, ascii).flatMap((scale) => [
      { texts: [address, pin], scale, isStacked: false },
      { texts: [address, pin], scale, isStacked: true },
    ]),
    ...scalesFor(pin, ascii)
      .filter((scale) => rowsOf(scale) <= rowsOf('normal'))
      .map((scale) => ({ texts: [pin], scale, isStacked: false })),
  ].find((digits) => widthOfDigits(digits) <= columns && layOut(digits).rows <= size.rows);
  return layOut(fitting ?? { texts: [], scale: 'normal', isStacked: false });
}

const ROWS_FOR_PADDING = 10;

function widthOfDigits({ texts, scale, isStacked }: Digits): number {
  const widths = texts.map((text) => bigTextWidth(text, scale));
  if (isStacked) return Math.max(...widths);
  return widths.reduce((sum, width) => sum + width, 0) + (texts.length - 1) * gapOf(scale);
}

function rowsOfDigits({ texts, scale, isStacked }: Digits): number {
  if (texts.length === 0) return 0;
  return isStacked ? texts.length * (rowsOf(scale) + 1) - 1 : rowsOf(scale);
}

/** The columns between two numbers side by side. */
function gapOf(scale: Scale): number {
  return scale === 'compact' ? 5 : 10;
}

/** The QR code of the page, with a heading and a caption. */
export function PageCode({ layout }: { readonly layout: PageCodeLayout }) {
  const { styles } = useTheme();
  const { page, scale, heading, caption, columns } = layout;
  return (
    <Box flexDirection="column" alignItems="center" width={columns} flexShrink={0}>
      <Text {...styles.accent}>{heading}</Text>
      <QrCode text={page} scale={scale} />
      {caption.map((line, row) => (
        <Text key={row} {...styles.strong}>
          {line}
        </Text>
      ))}
    </Box>
  );
}

/** What to draw with a QR code, and its size. */
export interface PageCodeLayout {
  readonly page: string;
  readonly scale: QrCodeScale;
  readonly heading: string;
  /** The URL in lines, unless the box shows it already. */
  readonly caption: readonly string[];
  readonly columns: number;
  readonly rows: number;
}

/** Lays out the QR code of the page, beside the rest of the lobby. Returns null if it does not fit, or if there is no page. */
export function layOutPageCode(joining: JoinInfo, size: Size, ascii: boolean): PageCodeLayout | null {
  const page = joining.commands[0]?.page ?? null;
  if (page === null) return null;
  const [first] = waysToJoin(joining);
  const layOut = (scale: QrCodeScale): PageCodeLayout | null => {
    const code = qrCodeSize(page, ascii, scale);
    if (!code) return null;
    const isCaptioned = first.type !== 'page';
    const heading = isCaptioned ? 'Join from a phone' : 'Scan with a phone';
    const url = fittingWay(page, joining.pin, code.columns + CAPTION_OVERHANG);
    const caption = isCaptioned ? wrap(url, code.columns + CAPTION_OVERHANG) : [];
    const columns = Math.max(code.columns, widthOf(heading), ...caption.map((line) => widthOf(line)));
    return { page, scale, heading, caption, columns, rows: 1 + code.rows + caption.length };
  };
  const fits = (layout: PageCodeLayout | null): layout is PageCodeLayout =>
    layout !== null &&
    layout.rows <= size.rows &&
    size.columns - layout.columns >= COLUMNS_BESIDE[layout.scale];
  return [layOut('large'), layOut('normal')].find(fits) ?? null;
}

/** How many columns the rest needs beside a code: for a command without its PIN, and for an address in large digits. */
const COLUMNS_BESIDE: Readonly<Record<QrCodeScale, number>> = { normal: 38, large: 120 };

/** How many columns a caption may be wider than its code. */
const CAPTION_OVERHANG = 4;
