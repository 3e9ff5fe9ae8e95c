import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import {
  JoinBox,
  type JoinBoxLayout,
  PageCode,
  type PageCodeLayout,
  layOutJoinBox,
  layOutPageCode,
} from '../stage/join-box.tsx';
import { type JoinCommand, type JoinInfo, fittingWay, spokenWays, waysToJoin } from '../stage/join-info.ts';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { widthOf, wrap } from '../../text/width.ts';

interface JoinAddressesProps {
  readonly joining: JoinInfo;
  readonly size: Size;
}

/** How to join the game: the best way in a box, the others below it, and the QR code of the page beside them. */
export function JoinAddresses({ joining, size }: JoinAddressesProps) {
  const { ascii, styles } = useTheme();
  const { code, box, title, list, columns } = layOut(joining, size, ascii);
  return (
    <Box paddingTop={size.rows > LOW_ROWS ? 1 : 0} columnGap={COLUMN_GAP} flexShrink={0}>
      <Box flexDirection="column" width={columns} flexShrink={0}>
        {box && (
          <Box flexDirection="column" alignItems="center" flexShrink={0}>
            <JoinBox layout={box} />
          </Box>
        )}
        {list.shown.length > 0 && (
          <Box flexDirection="column" rowGap={list.gap} paddingTop={box ? 1 : 0} flexShrink={0}>
            <TruncatedText columns={columns} style={styles.strong}>
              {title}
            </TruncatedText>
            {list.shown.map((entry, index) => (
              <Entry key={index} rows={entry} />
            ))}
            {list.hidden > 0 && <TruncatedText columns={columns}>{`and ${list.hidden} more`}</TruncatedText>}
          </Box>
        )}
      </Box>
      {code && <PageCode layout={code} />}
    </Box>
  );
}

/** All ways to join, as lines for a screen reader. */
export function spokenAddresses(joining: JoinInfo): string[] {
  const [best, ...others] = joining.commands;
  const ways = others.map(({ command, page, network }) => {
    const label = network === '' ? 'Or' : `Or on ${network}`;
    return `${label}: ${page === null ? command : `${command}, or ${page}`}`;
  });
  const notes = packageParts(best).flatMap((parts) => parts.map(({ text }) => text));
  return [...spokenWays(joining), ...ways, ...notes];
}

/** On fewer rows, nothing is left free above. */
const LOW_ROWS = 12;

const COLUMN_GAP = 2;

function Entry({ rows }: { readonly rows: ListEntry }) {
  const { styles } = useTheme();
  return (
    <Box flexDirection="column" flexShrink={0}>
      {rows.map((parts, row) => (
        <Box key={row} columnGap={PART_GAP} flexShrink={0}>
          {parts.map(({ text, isNote }, index) => (
            <Text key={index} {...(isNote ? styles.faint : styles.accent)}>
              {text}
            </Text>
          ))}
        </Box>
      ))}
    </Box>
  );
}

interface Layout {
  readonly code: PageCodeLayout | null;
  /** Null on a low screen, which has room only for one line per way. */
  readonly box: JoinBoxLayout | null;
  readonly title: string;
  readonly list: List;
  /** The columns beside the code. */
  readonly columns: number;
}

/** Leaves out the code if all ways fit only without it, because the lobby shows it, too. */
function layOut(joining: JoinInfo, size: Size, ascii: boolean): Layout {
  const rows = size.rows - (size.rows > LOW_ROWS ? 1 : 0);
  const room = { columns: size.columns, rows };
  const code = layOutPageCode(joining, room, ascii);
  const plain = layOutBeside(null, joining, room, ascii);
  if (!code) return plain;
  const withCode = layOutBeside(code, joining, room, ascii);
  return withCode.list.hidden > 0 && plain.list.hidden === 0 ? plain : withCode;
}

function layOutBeside(code: PageCodeLayout | null, joining: JoinInfo, size: Size, ascii: boolean): Layout {
  const { pin, commands } = joining;
  const columns = size.columns - (code ? code.columns + COLUMN_GAP : 0);
  const [first, other] = waysToJoin(joining);
  const [best, ...others] = commands.map((command) => partsOf(command, pin, columns));
  const isCaption = code !== null && code.caption.length > 0;
  const alsoBest = other && !isCaption ? [{ text: fittingWay(other.text, pin, columns), isNote: false }] : [];
  const below = [...(alsoBest.length > 0 ? [alsoBest] : []), ...others, ...packageParts(commands[0])];
  const boxRows = below.length > 0 ? Math.ceil(size.rows / 2) : size.rows;
  const box = layOutJoinBox(first, pin, { columns, rows: boxRows }, ascii);
  // A line for the title, and one above it.
  const left = size.rows - box.rows - 2;
  if (below.length === 0 || left >= ROWS_FOR_LIST) {
    return {
      code,
      box,
      title: 'Other ways to join:',
      list: layOutList(below, { columns, rows: left }),
      columns,
    };
  }
  const all = [...(best ? [best] : []), ...others, ...packageParts(commands[0])];
  const list = layOutList(all, { columns, rows: size.rows - 1 });
  return { code, box: null, title: `PIN ${pin}. All ways to join:`, list, columns };
}

const ROWS_FOR_LIST = 8;

/** A command, a URL, or a note on them. */
interface Part {
  readonly text: string;
  readonly isNote: boolean;
}

function partsOf({ command, page, network }: JoinCommand, pin: string, columns: number): readonly Part[] {
  const ways = [command, ...(page === null ? [] : [page])];
  const notes = network === '' ? [] : [{ text: network, isNote: true }];
  return [...ways.map((way) => ({ text: fittingWay(way, pin, columns), isNote: false })), ...notes];
}

function packageParts(best: JoinCommand | undefined): readonly (readonly Part[])[] {
  const command = best?.packageCommand ?? null;
  if (command === null) return [];
  const note = command.startsWith('npx http:') ? `${OWN_CODE}, unprotected in transit.` : `${OWN_CODE}.`;
  return [
    [
      { text: command, isNote: false },
      { text: note, isNote: true },
    ],
  ];
}

const OWN_CODE = "Without the registry: this runs the host's code";

/** The rows of an entry, each with its parts side by side. */
type ListEntry = readonly (readonly Part[])[];

interface List {
  readonly shown: readonly ListEntry[];
  readonly hidden: number;
  readonly gap: 0 | 1;
}

/** If everything fits, leaves gaps and gives each part a line of its own. Otherwise, keeps a line to count the entries that do not fit. */
function layOutList(entries: readonly (readonly Part[])[], { columns, rows }: Size): List {
  const spacious = entries.map((parts) => parts.flatMap((part) => linesOf(part, columns)));
  if (spacious.reduce((sum, entry) => sum + 1 + entry.length, 0) <= rows) {
    return { shown: spacious, hidden: 0, gap: 1 };
  }
  const compact = entries.map((parts) => flow(parts, columns));
  let used = 0;
  const ends = compact.map((entry) => (used += entry.length));
  const shown = used <= rows ? compact : compact.slice(0, ends.filter((end) => end <= rows - 1).length);
  return { shown, hidden: entries.length - shown.length, gap: 0 };
}

/** Puts as many parts side by side as fit. */
function flow(parts: readonly Part[], columns: number): ListEntry {
  const rows: Part[][] = [];
  let left = 0;
  for (const part of parts) {
    const width = widthOf(part.text);
    const isBeside = width + PART_GAP <= left;
    if (isBeside) rows.at(-1)?.push(part);
    else rows.push(...linesOf(part, columns).map((line) => [...line]));
    left = isBeside ? left - PART_GAP - width : columns - width;
  }
  return rows;
}

const PART_GAP = 2;

function linesOf({ text, isNote }: Part, columns: number): ListEntry {
  return wrap(text, columns).map((line) => [{ text: line, isNote }]);
}
