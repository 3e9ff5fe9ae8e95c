import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { isNarrow } from './layout.ts';
import { fit, truncate, widthOf, wrap } from '../../text/width.ts';

interface FrameProps {
  readonly size: Size;
  readonly title: string;
  /** Text at the right end of the header. */
  readonly status?: string | undefined;
  /** A symbol beside the status that is never cut off. */
  readonly sign?: string | undefined;
  /** A short warning between title and status. */
  readonly badge?: string | undefined;
  /** More beside the badge, such as a countdown. */
  readonly part?: HeaderPart | undefined;
  readonly message?: FrameMessage | undefined;
  /** Whether the body may be wider than lines of text should be. */
  readonly isWide?: boolean;
  readonly footer: ReactNode;
  readonly children: ReactNode;
}

/** A part of the header that draws itself, with its width in cells. */
export interface HeaderPart {
  readonly width: number;
  readonly content: ReactNode;
}

/** A warning or a notice below the header, in lines of full width. */
export interface FrameMessage {
  readonly type: 'warning' | 'notice';
  readonly lines: readonly string[];
}

/** A whole screen: a header line, a centred column for the body, and a footer for the keys. */
export function Frame(props: FrameProps) {
  const { size, title, status = '', sign = '', badge = '', part, message, isWide, footer, children } = props;
  const { styles } = useTheme();
  const { columns, rows } = contentSize(size, message, isWide);
  return (
    <Box width={size.columns} height={size.rows} flexDirection="column" overflow="hidden">
      <Header columns={size.columns} {...{ title, status, sign, badge, part }} />
      {message?.lines.map((line, row) => (
        <Text key={row} {...(message.type === 'warning' ? styles.badBadge : styles.noticeBadge)}>
          {line}
        </Text>
      ))}
      <Box height={rows} justifyContent="center" flexShrink={0}>
        <Box width={columns} height={rows} flexDirection="column" overflow="hidden">
          {children}
        </Box>
      </Box>
      <Box height={1} paddingX={1} flexShrink={0} overflow="hidden">
        {footer}
      </Box>
    </Box>
  );
}

/** The size of the body in a frame of this size. */
export function contentSize({ columns, rows }: Size, message?: FrameMessage, isWide = false): Size {
  const wide = isNarrow(columns)
    ? columns - 2
    : Math.min(columns - 4, isWide ? Infinity : MAX_CONTENT_COLUMNS);
  return { columns: Math.max(1, wide), rows: Math.max(1, rows - 2 - (message?.lines.length ?? 0)) };
}

/** The width of the footer, between its margins. */
export function footerColumns({ columns }: Size): number {
  return Math.max(1, columns - 2);
}

/** Wraps a message into at most two lines. */
export function frameMessage(
  type: FrameMessage['type'],
  text: string,
  { columns }: Size,
  ellipsis: string,
): FrameMessage {
  const lines = wrap(text, columns - 2, 2, ellipsis).map((line) => fit(` ${line}`, columns, ellipsis));
  return { type, lines };
}

/** Longer lines are hard to read, however wide the screen. */
const MAX_CONTENT_COLUMNS = 128;

interface HeaderProps {
  readonly columns: number;
  readonly title: string;
  readonly status: string;
  readonly sign: string;
  readonly badge: string;
  readonly part: HeaderPart | undefined;
}

function Header({ columns, title, status, sign, badge, part }: HeaderProps) {
  const { styles, symbols } = useTheme();
  const middle = badge && ` ${badge} `;
  const middleWidth = widthOf(middle) + (part?.width ?? 0);
  const end = sign && ` ${sign} `;
  const statusRoom = Math.min(columns * 0.7, columns - middleWidth - widthOf(end) - 2);
  const right = (status && ` ${truncate(status, Math.floor(statusRoom), symbols.ellipsis)} `) + end;
  const name = isNarrow(columns) ? '' : ` termquiz ${symbols.dot}`;
  const room = Math.max(0, columns - widthOf(right) - middleWidth);
  return (
    <Box height={1} flexShrink={0} overflow="hidden">
      <Text {...styles.header}>{fit(`${name} ${title}`, room, symbols.ellipsis)}</Text>
      {part?.content}
      {middle && <Text {...styles.noticeBadge}>{middle}</Text>}
      {right && <Text {...styles.header}>{right}</Text>}
    </Box>
  );
}
