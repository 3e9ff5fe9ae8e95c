import { useStore } from '../hooks/use-store.ts';
import { type GameList, type Prompt, selectedIndex, showsGameList } from '../player/joining/join-state.ts';
import { promptTexts } from '../player/joining/join-prompt.tsx';
import { textOf } from '../ui/text-field.ts';
import type { Topic } from '../../words/topic.ts';
import { useNarration } from './use-narration.ts';

interface PromptAloudProps {
  readonly prompt: Prompt;
  readonly games?: GameList | undefined;
}

/** What a player is asked before the game. */
export function PromptAloud({ prompt, games }: PromptAloudProps) {
  return games && showsGameList(prompt) ? (
    <GamesAloud {...{ prompt, games }} />
  ) : (
    <FieldAloud prompt={prompt} />
  );
}

function FieldAloud({ prompt }: Pick<PromptAloudProps, 'prompt'>) {
  const { asksFor, input, suggestion, error } = prompt;
  const { label, hint } = promptTexts(prompt, '');
  const line =
    suggestion === undefined
      ? `${label}: ${hint}. Type it, then press Enter.`
      : `${label}: press Enter for ${suggestion}, the name you used last time, or type another one.`;
  const topics: Topic[] = [
    { subject: 'error', version: `${asksFor} ${error}`, lines: error === undefined ? [] : [error] },
    {
      subject: 'field',
      version: `${asksFor} ${error}`,
      lines: [line],
    },
  ];
  useNarration(topics, textOf(input) || null);
  return null;
}

function GamesAloud({ prompt, games }: Required<PromptAloudProps> & { readonly games: GameList }) {
  const listed = useStore(games);
  const selected = selectedIndex(listed, prompt);
  const game = listed[selected];
  const topics: Topic[] = [
    { subject: 'error', lines: prompt.error === undefined ? [] : [prompt.error] },
    {
      subject: 'games',
      lines: [
        'Looking for games on this network. Choose one with up, down and Enter, or type an address. Esc leaves.',
      ],
    },
    {
      subject: 'selected game',
      lines: game ? [`${selected + 1} of ${listed.length}: ${game.title}, ${game.address}.`] : [],
    },
  ];
  useNarration(topics, null);
  return null;
}
