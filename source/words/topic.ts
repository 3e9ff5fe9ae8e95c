/** Something that a screen reader should read when it changes: the question, the time left, the player's rank. */
export interface Topic {
  /** Identifies the topic among all others. */
  readonly subject: string;
  readonly lines: readonly string[];
  /** The lines are read again when this changes. Default: when the lines change. */
  readonly version?: string;
  /** Changes often: only the newest lines are read, every few seconds at most. */
  readonly isBusy?: boolean;
  /** A list or a form, with this mark before the selected line: after the first time, only what a key has changed is read. */
  readonly pointer?: string;
}

/** A key and what it does, in a word or two and in more words. */
interface ListedKey {
  readonly key: string;
  readonly label: string;
  readonly about?: string;
}

/** All keys that work now, with what they do; null while they are not asked for. */
export function keyListTopic(hints: readonly ListedKey[] | null): Topic {
  const keys = (hints ?? []).map(({ key, label, about = label }) => `${key}: ${about}.`);
  return { subject: 'key list', lines: hints === null ? [] : ['Keys:', ...keys] };
}

/** A topic with the lines to read now. */
export interface Reading {
  readonly topic: Topic;
  readonly lines: readonly string[];
}

/** The topics that have been read, by subject. */
export type ReadTopics = ReadonlyMap<string, Topic>;

/** Returns what has to be read: the topics that have changed since they were read. */
export function readingsOf(topics: readonly Topic[], read: ReadTopics): Reading[] {
  return topics.flatMap((topic) => {
    const before = read.get(topic.subject);
    if (topic.lines.length === 0 || (before && versionOf(before) === versionOf(topic))) return [];
    const { pointer, lines } = topic;
    return [
      { topic, lines: before && pointer !== undefined ? newLines(before.lines, lines, pointer) : lines },
    ];
  });
}

/** The topics by subject. One without lines counts as never read. */
export function asRead(topics: readonly Topic[]): Map<string, Topic> {
  return new Map(topics.filter(({ lines }) => lines.length > 0).map((topic) => [topic.subject, topic]));
}

function versionOf({ version, lines }: Topic): string {
  return version ?? lines.join('\n');
}

/** The lines that are new, and the selected one. A line that was only selected before says nothing new. */
function newLines(before: readonly string[], after: readonly string[], pointer: string): string[] {
  const known = new Set(before);
  const knownTexts = new Set(before.map((line) => withoutPointer(line, pointer)));
  return after.filter(
    (line) =>
      !known.has(line) && (line.startsWith(pointer) || !knownTexts.has(withoutPointer(line, pointer))),
  );
}

function withoutPointer(line: string, pointer: string): string {
  return line.startsWith(pointer) ? line.slice(pointer.length).trimStart() : line;
}
