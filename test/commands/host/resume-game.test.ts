import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gameToResume, interruptionNotice, resumeHint } from '../../../source/commands/host/resume-game.ts';
import { programName } from '../../../source/commands/process/program-name.ts';
import { openSavedGame } from '../../../source/journal/saved-game.ts';
import { START, gameOf } from '../../helpers/games.ts';
import { journalText } from '../../helpers/journals.ts';
import { stateFolderWith } from '../../helpers/state-folder.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const text = journalText(gameOf({ title: 'Git', players: ['Ada', 'Grace'] }));
const damaged = text.replace('"player-joined"', '"player-j');
const HOUR_MS = 60 * 60_000;

describe('gameToResume', () => {
  it('returns the game with this name or path, or else the latest', async () => {
    const { stateDir, files } = stateFolderWith([text, text]);
    const [first = '', second = ''] = files;
    expect(await gameToResume(basename(first), stateDir, START)).toMatchObject({ file: first });
    const copy = join(temporaryFolder(), 'copy.jsonl');
    writeFileSync(copy, text);
    expect(await gameToResume(copy, stateDir, START)).toMatchObject({ file: copy });
    expect(await gameToResume(undefined, stateDir, START)).toMatchObject({ file: second });
  });

  it('says what to do if there is no game to resume', async () => {
    const stateDir = temporaryFolder();
    expect(await gameToResume(undefined, stateDir, START)).toBe(
      `No interrupted game in ${stateDir}. Start a game with "${programName()} host quiz.json".`,
    );
  });

  it('rejects a name that no saved game has', async () => {
    expect(await gameToResume('friday', temporaryFolder(), START)).toMatch(/^friday: no such game\. /u);
  });

  it('says how to resume another game if the latest cannot be resumed', async () => {
    const { stateDir, files } = stateFolderWith([text, damaged]);
    const advice = `To resume another game, pass its name: "${programName()} report --list" shows them.`;
    expect(await gameToResume(undefined, stateDir, START)).toMatch(
      new RegExp(`^${files[1]}:3: .+ ${advice}$`, 'u'),
    );
    expect(await gameToResume(files[1], stateDir, START)).not.toContain(advice);
  });

  it('rejects a game that has ended', async () => {
    const { stateDir, files } = stateFolderWith([
      `${text}{"type":"podium-shown","at":1,"shownAt":1,"standings":[]}\n{"type":"game-ended","at":1}\n`,
    ]);
    expect(await gameToResume(files[0], stateDir, START)).toBe(
      `${files[0]}: this game has ended and cannot be resumed.`,
    );
  });
});

describe('interruptionNotice', () => {
  it('names the game, its age and its players, and how to resume it', async () => {
    const { files } = stateFolderWith([text]);
    const game = await openSavedGame(files[0] ?? '');
    if (typeof game === 'string') throw new Error(game);
    const notice = (ms: number, hasKey = false) => interruptionNotice(game, START + ms, hasKey);
    const interrupted = 'to resume "Git", interrupted 12 minutes ago with 2 players.';
    expect(notice(12 * 60_000)).toBe(`Run "${programName()} host --resume" ${interrupted}`);
    expect(notice(12 * 60_000, true)).toBe(`Press r ${interrupted}`);
    expect(notice(0)).toContain('1 minute ago');
    expect(notice(2.5 * HOUR_MS)).toContain('3 hours ago');
  });
});

describe('resumeHint', () => {
  it('names the state folder unless it is the default', () => {
    expect(resumeHint(undefined)).toBe(`To resume this game, run "${programName()} host --resume".`);
    expect(resumeHint('/tmp/quiz')).toContain('--resume --state-dir /tmp/quiz"');
    expect(resumeHint('/tmp/my quiz')).toContain('--state-dir "/tmp/my quiz"');
  });
});
