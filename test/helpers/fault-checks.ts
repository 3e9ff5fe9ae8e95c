import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { GameEvent } from '../../source/game/events.ts';
import { type JournalContents, readJournal } from '../../source/journal/read-journal.ts';
import { runAtOnce } from '../../source/journal/slices.ts';
import type { Acknowledged } from './acknowledged.ts';
import type { HostLine } from './headless-host.ts';
import { eventsOf, faultFreeOutcome } from './fault-free-game.ts';

/** What players were told about their answers, by name. */
export type AcknowledgedByName = ReadonlyMap<string, Acknowledged>;

/** Reads a game from its journal. */
export function pastGame(file: string): JournalContents {
  const read = runAtOnce(readJournal(readFileSync(file, 'utf8')));
  if (!read.ok) throw new Error(`line ${read.line} of the journal: ${read.message}`);
  return read.contents;
}

/** Lists acknowledged answers that are missing from the journal, saved twice or different. */
export function lostAnswers({ events }: JournalContents, told: AcknowledgedByName): string[] {
  const accepted = eventsOf(events, 'answer-accepted');
  const keys = accepted.map(({ player, question }) => `${player} ${question}`);
  const byKey = new Map(accepted.map((answer) => [`${answer.player} ${answer.question}`, answer]));
  const problems = keys.filter((key, index) => keys.indexOf(key) < index).map((key) => `saved twice: ${key}`);
  for (const [name, { answers, results, contradictions }] of told) {
    problems.push(...contradictions);
    const saved = (question: number) => byKey.get(`${idOf(events, name)} ${question}`);
    for (const [question, answer] of answers) {
      if (!isDeepStrictEqual(saved(question)?.answer, answer)) problems.push(`lost: ${name} ${question}`);
    }
    for (const [question, { time }] of results) {
      if ((saved(question)?.time ?? null) !== time) problems.push(`different time: ${name} ${question}`);
    }
  }
  return problems;
}

/** Lists events that a host printed before saving them. The printed events must be the first of the saved ones. */
export function unsavedLines(printed: readonly HostLine[], saved: readonly object[]): string[] {
  return printed
    .filter(({ type }) => type !== 'listening' && type !== 'refused')
    .filter((line, index) => !isDeepStrictEqual(line, withoutHash(saved[index])))
    .map((line) => `printed but not saved: ${JSON.stringify(line)}`);
}

function withoutHash(event: object | undefined): unknown {
  return event && Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'tokenHash'));
}

/** Lists differences from the same game without faults: in the podium, or in the results that players were told. */
export function outcomeDifferences({ created, events }: JournalContents, told: AcknowledgedByName): string[] {
  const { standings, results } = faultFreeOutcome(created, events);
  const [podium] = eventsOf(events, 'podium-shown');
  const problems = isDeepStrictEqual(podium?.standings, standings) ? [] : ['the podium is different'];
  for (const [name, { results: earned }] of told) {
    const due = results.get(idOf(events, name));
    if (!isDeepStrictEqual(new Map(earned), due)) problems.push(`different results: ${name}`);
  }
  return problems;
}

function idOf(events: readonly GameEvent[], name: string): string {
  return eventsOf(events, 'player-joined').find((joined) => joined.name === name)?.player ?? '';
}
