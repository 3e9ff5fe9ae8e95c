import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { GameEvent } from '../../source/game/events.ts';
import { type JournalContents, readJournal } from '../../source/journal/read-journal.ts';
import { runAtOnce } from '../../source/journal/slices.ts';
import type { Acknowledged } from './acknowledged.ts';
import type { HostLine } from './headless-host.ts';
import { eventsOf, faultFreeOutcome } from './fault-free-game.ts';

/** What players were told, by name. */
export type AcknowledgedByName = ReadonlyMap<string, Acknowledged>;

/** The game in a journal, which must be readable. */
export function pastGame(file: string): JournalContents {
  const read = runAtOnce(readJournal(readFileSync(file, 'utf8')));
  if (!read.ok) throw new Error(`line ${read.line} of the journal: ${read.message}`);
  return read.contents;
}

/** What is wrong with how the answers that players were told of are kept: each has to be there, once, and the same. */
export function lostAnswers({ events }: JournalContents, told: AcknowledgedByName): string[] {
  const accepted = eventsOf(events, 'answer-accepted');
  const keys = accepted.map(({ player, question }) => `${player} ${question}`);
  const byKey = new Map(accepted.map((answer) => [`${answer.player} ${answer.question}`, answer]));
  const problems = keys.filter((key, index) => keys.indexOf(key) < index).map((key) => `taken twice: ${key}`);
  for (const [name, { answers, results, contradictions }] of told) {
    problems.push(...contradictions);
    const kept = (question: number) => byKey.get(`${idOf(events, name)} ${question}`);
    for (const [question, answer] of answers) {
      if (!isDeepStrictEqual(kept(question)?.answer, answer)) problems.push(`lost: ${name} ${question}`);
    }
    for (const [question, { time }] of results) {
      if ((kept(question)?.time ?? null) !== time) problems.push(`other time: ${name} ${question}`);
    }
  }
  return problems;
}

/** What a host said before it was kept: its lines have to be the first of those that were written in its time. */
export function unsavedLines(printed: readonly HostLine[], kept: readonly object[]): string[] {
  return printed
    .filter(({ type }) => type !== 'listening' && type !== 'refused')
    .filter((line, index) => !isDeepStrictEqual(line, withoutHash(kept[index])))
    .map((line) => `said and not kept: ${JSON.stringify(line)}`);
}

function withoutHash(event: object | undefined): unknown {
  return event && Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'tokenHash'));
}

/** What is different from a game that nobody disturbed: the podium, or what players were told that they earned. */
export function outcomeDifferences({ created, events }: JournalContents, told: AcknowledgedByName): string[] {
  const { standings, results } = faultFreeOutcome(created, events);
  const [podium] = eventsOf(events, 'podium-shown');
  const problems = isDeepStrictEqual(podium?.standings, standings) ? [] : ['the podium is another one'];
  for (const [name, { results: earned }] of told) {
    const due = results.get(idOf(events, name));
    if (!isDeepStrictEqual(new Map(earned), due)) problems.push(`earned something else: ${name}`);
  }
  return problems;
}

function idOf(events: readonly GameEvent[], name: string): string {
  return eventsOf(events, 'player-joined').find((joined) => joined.name === name)?.player ?? '';
}
