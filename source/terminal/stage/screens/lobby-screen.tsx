import { Box, Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { JoinBox, PageCode, layOutJoinBox, layOutPageCode } from '../join-box.tsx';
import { type JoinInfo, type JoinWay, waysToJoin } from '../join-info.ts';
import { LobbyNames } from '../name-cloud.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits, gapFor } from '../../ui/layout.ts';
import type { Theme } from '../../theme.ts';
import { pluralize } from '../../../text/numbers.ts';
import { truncate, widthOf, wrap } from '../../../text/width.ts';
import type { LobbyStage } from '../../../view/stage.ts';
import { lobbyLengths, lobbySettings } from '../../../words/game.ts';

interface LobbyScreenProps {
  readonly stage: LobbyStage & { readonly players: number };
  readonly joining: JoinInfo;
  readonly isLocked: boolean;
  readonly size: Size;
}

/** How to join, the quiz, and the players so far. The QR code of the page stands beside them if there is room. */
export function LobbyScreen({ stage, joining, isLocked, size }: LobbyScreenProps) {
  const { symbols, ascii } = useTheme();
  const gap = gapFor(size.rows);
  const top = size.rows < 20 ? 0 : 1 + Math.floor((size.rows - 20) / 8);
  const rows = size.rows - top;
  const [first, other] = waysToJoin(joining);
  const code = layOutPageCode(joining, { columns: size.columns, rows }, ascii);
  const columns = size.columns - (code ? code.columns + COLUMN_GAP : 0);
  const facts = lobbyFacts(stage, columns, symbols);
  // On a low screen, the header's count is enough.
  const countsPlayers = gap > 0 || isLocked || stage.players === 0;
  const layOut = (others: readonly string[]) => {
    const boxRows = Math.floor(size.rows * (others.length > 0 ? SMALL_BOX_SHARE : BOX_SHARE));
    const box = layOutJoinBox(first, joining.pin, { columns, rows: boxRows }, ascii);
    const used = [box.rows, others.length, facts.length, countsPlayers ? 1 : 0].filter((each) => each > 0);
    return { box, others, nameRows: rows - used.reduce((sum, each) => sum + each + gap, 0) };
  };
  // Beside a QR code of the page, its URL is the caption.
  const isMissing = other !== null && !(code && other.type === 'page');
  const complete = layOut(isMissing && gap > 0 ? otherWay(other, columns) : []);
  const { box, others, nameRows } = complete.nameRows >= MIN_NAME_ROWS ? complete : layOut([]);
  return (
    <Box paddingTop={top} columnGap={COLUMN_GAP} flexShrink={0}>
      <Box flexDirection="column" alignItems="center" rowGap={gap} width={columns} flexShrink={0}>
        <JoinBox layout={box} />
        {others.length > 0 && <Lines lines={others} />}
        <Lines lines={facts} />
        {countsPlayers && <PlayerCount {...{ stage, isLocked }} none="Waiting for players" />}
        <LobbyNames stage={stage} size={{ columns, rows: nameRows }} />
      </Box>
      {code && <PageCode layout={code} />}
    </Box>
  );
}

/** How much of the screen the box may take, alone and with another way to join below it. */
const BOX_SHARE = 0.6;
const SMALL_BOX_SHARE = 0.5;

/** With fewer rows left for names, only the best way to join is shown. */
const MIN_NAME_ROWS = 2;

/** The columns between the QR code and the rest. */
const COLUMN_GAP = 2;

/** The way to join that is not in the box, in a line or two. */
function otherWay({ type, text }: JoinWay, columns: number): readonly string[] {
  const labels = OTHER_LABELS[type];
  const line = labels.map((label) => `${label} ${text}`).find((each) => widthOf(each) <= columns);
  return line === undefined ? [firstThatFits(labels, columns), ...wrap(text, columns)] : [line];
}

/** The longest first. */
const OTHER_LABELS: Readonly<Record<JoinWay['type'], readonly string[]>> = {
  command: ['From a terminal:'],
  page: ['From a phone or any browser:', 'From a phone:'],
};

export function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <Box flexDirection="column" alignItems="center" flexShrink={0}>
      {lines.map((line, row) => (
        <Text key={row}>{line}</Text>
      ))}
    </Box>
  );
}

interface PlayerCountProps extends Pick<LobbyScreenProps, 'stage' | 'isLocked'> {
  /** Shown if there are no players. */
  readonly none: string;
}

function PlayerCount({ stage, isLocked, none }: PlayerCountProps) {
  const { styles } = useTheme();
  return (
    <Box columnGap={2} flexShrink={0}>
      <Text {...styles.strong}>{stage.players === 0 ? none : pluralize(stage.players, 'player')}</Text>
      {isLocked && <Text {...styles.noticeBadge}> LOCKED </Text>}
    </Box>
  );
}

/** How long the game is, and in a second line what happens automatically, in words. */
export function lobbyFacts(stage: LobbyStage, columns: number, symbols: Theme['symbols']): string[] {
  const lines = [lobbyLengths(stage, symbols), lobbySettings(stage, symbols)].map((texts) =>
    firstThatFits(texts, columns),
  );
  return lines.filter((line) => line !== '').map((line) => truncate(line, columns, symbols.ellipsis));
}

interface ReplayLobbyScreenProps {
  readonly stage: LobbyStage & { readonly players: number; readonly title: string };
  readonly size: Size;
}

/** The lobby of a past game: the quiz, and who had joined. */
export function ReplayLobbyScreen({ stage, size }: ReplayLobbyScreenProps) {
  const { styles, symbols } = useTheme();
  const { columns, rows } = size;
  const gap = gapFor(rows);
  const facts = lobbyFacts(stage, columns, symbols);
  return (
    <Centred rows={rows} gap={gap} horizontally>
      <TruncatedText columns={columns} style={styles.accent}>
        {stage.title}
      </TruncatedText>
      <Lines lines={facts} />
      <PlayerCount stage={stage} isLocked={false} none="No players yet" />
      <LobbyNames stage={stage} size={{ columns, rows: rows - 2 - facts.length - 3 * gap }} />
    </Centred>
  );
}
