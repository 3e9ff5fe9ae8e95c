import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import { type ReactNode, useContext, useEffect, useState } from 'react';
import type { HostSnapshot } from '../../server/room/host-seat.ts';
import { questionDeadline } from '../hooks/use-countdown.ts';
import type { Overlay } from '../host/host-actions.ts';
import { spokenAddresses } from '../host/join-addresses.tsx';
import { usePodium } from '../hooks/use-podium.ts';
import { useSize } from '../hooks/use-size.ts';
import { ThemeContext, useTheme } from '../hooks/use-theme.ts';
import { useExtension } from '../stage/header-countdown.tsx';
import { type JoinInfo, spokenWays } from '../stage/join-info.ts';
import type { KeyHint } from '../ui/key-hints.tsx';
import { pluralize } from '../../text/numbers.ts';
import { previewAnswerLines, previewLines } from '../../words/question.ts';
import {
  answersTopic,
  extensionTopic,
  pauseTopic,
  stageTopics,
  timeTopic,
} from '../../words/stage-topics.ts';
import { type Topic, keyListTopic } from '../../words/topic.ts';
import { SpeakerContext } from './speaker.ts';
import { useNarration, useTimeMark } from './use-narration.ts';
import type { PodiumProgress } from '../../words/podium.ts';

/** How wide a footer is that is read aloud: the most important keys are enough, and `?` lists all of them. */
export const SPOKEN_COLUMNS = 72;

interface HostAloudProps {
  readonly snapshot: HostSnapshot;
  readonly joining: JoinInfo;
  /** Warnings or a notice; undefined for none. */
  readonly message: string | undefined;
  readonly overlay: Overlay;
  /** What the overlay shows; null if it covers nothing. */
  readonly covering: ReactNode;
  /** All keys of the screen below the list of keys. */
  readonly keyHints: readonly KeyHint[];
  /** `SPOKEN_COLUMNS` wide. */
  readonly footer: ReactNode;
  /** The text that the host is typing; null if there is none. */
  readonly typed: string | null;
  readonly now: () => number;
}

/** The game as a host hears it. Most overlays and the footer are read as they are drawn. */
export function HostAloud(props: HostAloudProps) {
  const { stage } = props.snapshot;
  const deadline = stage.phase === 'question' ? questionDeadline(stage, props.now) : null;
  const timeMark = useTimeMark(deadline);
  const podium = usePodium(stage, props.now);
  const extension = useExtension(stage);
  const { symbols } = useTheme();
  const isInWords = IN_WORDS.has(props.overlay.type);
  const overlay = useScreenText(isInWords ? null : props.covering, props.typed, useSize().columns);
  const footer = useScreenText(props.footer, null, SPOKEN_COLUMNS);
  useNarration(
    [
      ...gameTopics(props, timeMark, podium),
      extensionTopic(stage, extension),
      ...overlayTopics(props),
      { subject: 'overlay', lines: overlay.rows, pointer: symbols.pointer },
      { subject: 'footer', lines: footer.rows },
    ],
    overlay.typed,
  );
  return null;
}

interface ScreenText {
  /** Without blank rows. */
  readonly rows: readonly string[];
  /** What was typed in it when it was drawn; null for nothing. */
  readonly typed: string | null;
}

/** Returns the text of a part of the screen, `columns` wide, as soon as it is drawn. Text fields are left out. */
function useScreenText(part: ReactNode, typed: string | null, columns: number): ScreenText {
  const theme = useTheme();
  const speaker = useContext(SpeakerContext);
  const [drawn, setDrawn] = useState({ text: '', typed });
  useEffect(() => {
    // Not now: one drawing must not start within another.
    const timer = setImmediate(() => {
      const screen = (
        <ThemeContext value={theme}>
          <SpeakerContext value={speaker}>{part}</SpeakerContext>
        </ThemeContext>
      );
      const text = renderToString(screen, { columns });
      setDrawn((before) => (before.text === text && before.typed === typed ? before : { text, typed }));
    });
    return () => clearImmediate(timer);
  }, [part, typed, theme, speaker, columns]);
  return { rows: rowsOf(drawn.text), typed: drawn.typed };
}

function rowsOf(drawn: string): string[] {
  const rows = stripVTControlCharacters(drawn).split('\n');
  return rows
    .map((row) => row.trim().replaceAll(WIDE_GAP, ', ').replaceAll(/ {2,}/gu, ' '))
    .filter((row) => row !== '');
}

/** Separates the parts of a row, unless the first one is a sentence. */
const WIDE_GAP = /(?<=[^ ?.!]) {3,}/gu;

function gameTopics(
  { snapshot, joining, message }: HostAloudProps,
  timeMark: number | null,
  podium: PodiumProgress,
): Topic[] {
  const { stage } = snapshot;
  return [
    { subject: 'message', lines: message === undefined ? [] : [message] },
    { subject: 'joining', lines: stage.phase === 'lobby' ? joiningLines(joining, snapshot) : [] },
    ...stageTopics(stage, podium),
    { subject: 'arrivals', lines: arrivalLines(snapshot), isBusy: true },
    pauseTopic(stage),
    timeTopic(stage, timeMark),
    answersTopic(stage),
  ];
}

/** The overlays that are not read as they are drawn. */
const IN_WORDS = new Set<Overlay['type']>(['preview', 'keys', 'addresses']);

function overlayTopics({ overlay, keyHints, joining }: HostAloudProps): Topic[] {
  switch (overlay.type) {
    case 'preview': {
      const { preview, answer } = overlay;
      return [
        { subject: 'preview', lines: previewLines(preview) },
        { subject: 'preview answer', lines: answer === 'shown' ? previewAnswerLines(preview) : [] },
      ];
    }
    case 'keys':
      return [keyListTopic(keyHints)];
    case 'addresses':
      return [{ subject: 'addresses', lines: [...spokenAddresses(joining), pinLine(joining)] }];
    default:
      return [];
  }
}

function joiningLines(joining: JoinInfo, { stage, locked }: HostSnapshot): string[] {
  return [
    `The quiz: ${stage.title}.`,
    ...spokenWays(joining),
    pinLine(joining),
    ...(locked ? ['The game is locked: nobody else can join.'] : []),
  ];
}

function pinLine({ pin }: JoinInfo): string {
  return `The PIN: ${Array.from(pin).join(' ')}.`;
}

function arrivalLines({ stage }: HostSnapshot): string[] {
  if (stage.phase !== 'lobby') return [];
  const [newest] = stage.names;
  if (newest === undefined) return ['Waiting for players.'];
  return [`${pluralize(stage.players, 'player')}. The newest: ${newest.name}.`];
}
