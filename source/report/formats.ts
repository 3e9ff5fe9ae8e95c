import { reportCsv } from './csv.ts';
import { reportMarkdown } from './markdown.ts';
import type { Report } from './report.ts';

interface FileFormatOf {
  /** How the file's name ends. */
  readonly ending: string;
  /** The text, in parts one after the other: making all of it takes a while in a large game. */
  readonly render: (report: Report) => Iterable<string>;
}

/** The formats of a report that is a file. */
export const fileFormats: Readonly<Record<FileFormat, FileFormatOf>> = {
  markdown: { ending: '.md', render: (report) => [reportMarkdown(report)] },
  csv: { ending: '.csv', render: reportCsv },
  json: { ending: '.json', render: (report) => [`${JSON.stringify(report, null, 2)}\n`] },
};

export type FileFormat = 'markdown' | 'csv' | 'json';
