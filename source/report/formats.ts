import { reportCsv } from './csv.ts';
import { reportMarkdown } from './markdown.ts';
import type { Report } from './report.ts';

/** The formats of a report that is a file: how it is made, and how the file's name ends. */
export const fileFormats = {
  markdown: { ending: '.md', render: reportMarkdown },
  csv: { ending: '.csv', render: reportCsv },
  json: { ending: '.json', render: (report: Report) => `${JSON.stringify(report, null, 2)}\n` },
} as const;

export type FileFormat = keyof typeof fileFormats;
