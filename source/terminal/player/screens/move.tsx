import { Box, Text } from 'ink';
import type { PlayerSnapshot } from '../../../client/player-seat.ts';
import { pageUrl } from '../../../protocol/endpoints.ts';
import { groupedMoveCode } from '../../../protocol/move-code.ts';
import { type Deadline, useCountdown, useHasPassed } from '../../hooks/use-countdown.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { BigText, type Scale, bigTextWidth, rowsOf, scalesFor } from '../../ui/big-text.tsx';
import { Centred } from '../../ui/centred.tsx';
import { WrappedText } from '../../ui/fitted-text.tsx';
import { QrCode, type QrCodeScale, qrCodeSize } from '../../ui/qr-code.tsx';
import { widthOf, wrap } from '../../../text/width.ts';

/** Where a player has joined the game. */
export interface PlayerPlace {
  /** The address to type on another device. */
  readonly address: string;
  /** The game's http or https URL without a slash at its end. */
  readonly base: string;
  /** Whether only this machine can reach it. */
  readonly isLocal: boolean;
}

interface MoveScreenProps {
  readonly snapshot: PlayerSnapshot;
  readonly place: PlayerPlace | null;
  /** The server's clock. */
  readonly now: () => number;
  readonly size: Size;
}

/** The code with which another device continues the seat, how to use it, and how long it is valid. */
export function MoveScreen({ snapshot, place, now, size }: MoveScreenProps) {
  const { ascii, styles, symbols } = useTheme();
  const { move } = snapshot;
  const isExpired = useHasPassed(move?.expiresAt ?? null, now);
  const problem = moveProblem(snapshot, isExpired, symbols.ellipsis);
  if (!move || problem !== null) {
    return (
      <Centred rows={size.rows} horizontally>
        <WrappedText columns={size.columns} rows={size.rows} style={styles.strong} isCentred>
          {problem ?? ''}
        </WrappedText>
      </Centred>
    );
  }
  const { code, ways, scale, gap, columns, rows } = layOut(
    move.code,
    waysToMove(snapshot, place),
    size,
    ascii,
  );
  return (
    <Box columnGap={COLUMN_GAP} justifyContent="center" height={size.rows} flexShrink={0} overflow="hidden">
      <Centred rows={size.rows} gap={gap}>
        <WrappedText columns={columns} rows={1} style={styles.strong}>
          {TITLE}
        </WrappedText>
        <BigText text={groupedMoveCode(move.code)} scale={scale} style={styles.accent} />
        <TimeLeft deadline={{ now, startsAt: move.expiresAt, endsAt: move.expiresAt, pausedAt: null }} />
        <Box flexDirection="column" flexShrink={0}>
          {ways.slice(0, rows).map((line, row) => (
            <Text key={row}>{line}</Text>
          ))}
        </Box>
      </Centred>
      {code && (
        <Centred rows={size.rows}>
          <QrCode text={code.text} scale={code.scale} />
        </Centred>
      )}
    </Box>
  );
}

const TITLE = 'Continue on another device';

/** Why there is no code to show, and what to do; null if there is one. */
export function moveProblem(
  { connection, move, moveRejection }: PlayerSnapshot,
  isExpired: boolean,
  ellipsis: string,
): string | null {
  if (moveRejection) return 'You have asked for too many codes. Wait a moment, then press m for a new one.';
  if (connection !== 'open') return `Reconnecting${ellipsis}`;
  if (!move) return 'Asking the host for a code. If none appears, press m.';
  return isExpired ? 'This code has expired. Press m for a new one.' : null;
}

/** The ways to continue on another device. */
export interface WaysToMove {
  /** Where to enter the code, and what to open or run instead. */
  readonly lines: readonly string[];
  /** The URL in the QR code; null without a page that a phone can open. */
  readonly page: string | null;
}

/** Returns the ways to continue with the newest code; none before there is one. */
export function waysToMove({ move, welcome }: PlayerSnapshot, place: PlayerPlace | null): WaysToMove {
  if (!move || !place) return { lines: [], page: null };
  const { address, base, isLocal } = place;
  const page = welcome?.page ? pageUrl(base, move.code) : null;
  const command = `npx termquiz join ${address} ${groupedMoveCode(move.code)}`;
  return { lines: [ANYWHERE, ...(page === null ? [] : [page]), command], page: isLocal ? null : page };
}

const ANYWHERE = 'Enter it there instead of the PIN, or use:';

function TimeLeft({ deadline }: { readonly deadline: Deadline }) {
  const { styles } = useTheme();
  const { seconds } = useCountdown(deadline, 0);
  return <Text {...styles.faint}>{`Works once, within the next ${String(seconds).padStart(2)} s.`}</Text>;
}

interface Layout {
  readonly code: { readonly text: string; readonly scale: QrCodeScale } | null;
  /** The ways, wrapped into lines, and how many of these lines fit. */
  readonly ways: readonly string[];
  readonly rows: number;
  readonly scale: Scale;
  readonly gap: 0 | 1;
  /** The columns beside the QR code. */
  readonly columns: number;
}

/** Lays the screen out with the largest letters that fit, beside the QR code if there is room for both. */
function layOut(moveCode: string, { lines, page }: WaysToMove, size: Size, ascii: boolean): Layout {
  const text = groupedMoveCode(moveCode);
  const layOutBeside = (qrScale: QrCodeScale | null): Layout | null => {
    const code = page === null || qrScale === null ? null : { text: page, scale: qrScale };
    const codeSize = code && qrCodeSize(code.text, ascii, code.scale);
    if (qrScale !== null && (!codeSize || codeSize.rows > size.rows)) return null;
    const columns = size.columns - (codeSize ? codeSize.columns + COLUMN_GAP : 0);
    const ways = lines.flatMap((line) => wrap(line, Math.max(1, columns)));
    const scales: readonly Scale[] = [...scalesFor(text, ascii), 'plain'];
    for (const scale of scales) {
      for (const gap of [1, 0] as const) {
        const rows = size.rows - rowsOf(scale) - 2 - 3 * gap;
        const isTooWide = bigTextWidth(text, scale) > columns || widthOf(TITLE) > columns;
        if (!isTooWide && rows >= ways.length) return { code, ways, rows, scale, gap, columns };
      }
    }
    return null;
  };
  const fitting = ([...QR_SCALES, null] as const).map(layOutBeside).find((layout) => layout !== null);
  const ways = lines.flatMap((line) => wrap(line, size.columns));
  const least: Layout = {
    code: null,
    ways,
    rows: size.rows - 3,
    scale: 'plain',
    gap: 0,
    columns: size.columns,
  };
  return fitting ?? least;
}

const QR_SCALES: readonly QrCodeScale[] = ['large', 'normal'];

const COLUMN_GAP = 3;
