import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { journalFolder } from '../../source/journal/journal.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Creates a state folder with journals, oldest first. */
export function stateFolderWith(contents: readonly (string | Buffer)[]) {
  const stateDir = temporaryFolder();
  mkdirSync(journalFolder(stateDir), { recursive: true });
  const files = contents.map((content, index) => {
    const file = join(journalFolder(stateDir), `20261122-16120${index}-git-abcdef.jsonl`);
    writeFileSync(file, content);
    return file;
  });
  return { stateDir, files };
}
