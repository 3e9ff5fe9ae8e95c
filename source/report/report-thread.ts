// The thread that writes reports. The build puts this file beside the code that starts it.
import { parentPort, workerData } from 'node:worker_threads';
import { type ReportRequest, writeReports } from './report-files.ts';
import type { ThreadMessage } from './report-writer.ts';

const request: ReportRequest = workerData;
const send = (message: ThreadMessage) => parentPort?.postMessage(message);
send('started');
send(await writeReports(request));
