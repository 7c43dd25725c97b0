import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { readIppCall, writeIppAnswer } from '#main/simulators/devices/ipp/ipp-wire.ts';
import type { IppCall } from '#main/simulators/devices/ipp/ipp-wire.ts';

export interface IppJob {
  readonly id: number;
  readonly name: string;
  readonly format: string;
  readonly document: Buffer;
  /** RFC 8011, 5.3.7: 3 pending, 4 held, 5 processing, 6 stopped, 7 cancelled, 8 aborted, 9 completed. */
  state: 3 | 4 | 5 | 6 | 7 | 8 | 9;
}

export interface IppPrinterOptions {
  readonly queue?: string;
  readonly formats?: readonly string[];
  /** Jobs wait until `finish` is called. */
  readonly isSlow?: boolean;
}

/** A queue that speaks IPP 1.1 over HTTP, written from RFC 8010 and 8011. */
export interface IppPrinter {
  readonly uri: string;
  readonly jobs: readonly IppJob[];
  /** How often it was asked how it stands and what it takes. */
  readonly timesAsked: number;
  /** Stops it with reasons as CUPS writes them, e.g. `media-empty-error`. */
  stop(...reasons: string[]): void;
  resume(): void;
  /** Ends all jobs that are under way. */
  finish(state?: 7 | 8 | 9): void;
  /** Forgets finished jobs at once, as CUPS does when it keeps no history. */
  forget(): void;
  /** The next job is taken, and the connection breaks before its answer. */
  loseNextAnswer(): void;
  /** The next job is refused with this IPP status. */
  refuseNext(status: number): void;
  close(): Promise<void>;
}

const OK = 0x0000;
const BAD_REQUEST = 0x0400;
const NOT_FOUND = 0x0406;
const FORMAT_NOT_SUPPORTED = 0x040a;
const OPERATION_NOT_SUPPORTED = 0x0501;

export async function startIppPrinter(options: IppPrinterOptions = {}): Promise<IppPrinter> {
  const path = `/printers/${options.queue ?? 'labels'}`;
  const formats = options.formats ?? ['application/octet-stream', 'application/vnd.cups-raw', 'application/pdf'];
  let jobs: IppJob[] = [];
  let lastId = 0;
  let timesAsked = 0;
  let reasons: string[] = [];
  let losesAnswer = false;
  let refusal: number | null = null;

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const call = readIppCall(Buffer.concat(parts));
      const isIpp = request.method === 'POST' && request.headers['content-type'] === 'application/ipp';
      if (isIpp && call) serve(call, request.url ?? '', response);
      else response.writeHead(400).end();
    });
  });

  function serve(call: IppCall, url: string, response: ServerResponse): void {
    const answer = (status: number, ...groups: Parameters<typeof writeIppAnswer>[2]): void => {
      response.setHeader('content-type', 'application/ipp');
      response.end(writeIppAnswer(status, call.requestId, groups));
    };
    if (call.operation === 0x4002) return answer(OK, { tag: 0x04, of: describe() });
    const target = new URL(String(call.attributes.get('printer-uri')?.[0] ?? 'ipp://none/')).pathname;
    if (url !== target) return answer(BAD_REQUEST);
    if (url !== path) return answer(NOT_FOUND);
    switch (call.operation) {
      case 0x000b:
        timesAsked++;
        return answer(OK, { tag: 0x04, of: describe() });
      case 0x0002:
        return print(call, answer, response);
      case 0x0009: {
        const job = jobs.find(({ id }) => id === call.attributes.get('job-id')?.[0]);
        return job ? answer(OK, { tag: 0x02, of: describeJob(job) }) : answer(NOT_FOUND);
      }
      case 0x000a: {
        const wantsDone = call.attributes.get('which-jobs')?.[0] === 'completed';
        const found = jobs.filter(({ state }) => state >= 7 === wantsDone);
        return answer(OK, ...found.map((job) => ({ tag: 0x02, of: describeJob(job) })));
      }
      default:
        return answer(OPERATION_NOT_SUPPORTED);
    }
  }

  function print(
    call: IppCall,
    answer: (status: number, ...groups: Parameters<typeof writeIppAnswer>[2]) => void,
    response: ServerResponse,
  ): void {
    const format = String(call.attributes.get('document-format')?.[0]);
    if (refusal !== null) {
      const status = refusal;
      refusal = null;
      return answer(status);
    }
    if (!formats.includes(format)) return answer(FORMAT_NOT_SUPPORTED);
    lastId++;
    const job: IppJob = {
      id: lastId,
      name: String(call.attributes.get('job-name')?.[0] ?? ''),
      format,
      document: call.document,
      state: options.isSlow || reasons.length > 0 ? 3 : 9,
    };
    jobs.push(job);
    if (losesAnswer) {
      losesAnswer = false;
      response.destroy();
      return;
    }
    answer(OK, { tag: 0x02, of: describeJob(job) });
  }

  function describe() {
    const isStopped = reasons.length > 0;
    return {
      'printer-name': ['name', options.queue ?? 'labels'],
      'printer-info': ['name', 'Label printer of the office'],
      'printer-state': ['enum', isStopped ? 5 : jobs.some(({ state }) => state < 7) ? 4 : 3],
      'printer-state-reasons': ['keyword', ...(isStopped ? reasons : ['none'])],
      'printer-is-accepting-jobs': ['bool', 1],
      'document-format-supported': ['mime', ...formats],
    } as const;
  }

  function describeJob(job: IppJob) {
    return {
      'job-id': ['int', job.id],
      'job-name': ['name', job.name],
      'job-state': ['enum', job.state],
      'job-state-reasons': ['keyword', job.state === 8 ? 'aborted-by-system' : 'none'],
    } as const;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    uri: `ipp://127.0.0.1:${port}${path}`,
    get jobs() {
      return jobs;
    },
    get timesAsked() {
      return timesAsked;
    },
    stop(...words) {
      reasons = words;
    },
    resume() {
      reasons = [];
    },
    finish(state = 9) {
      for (const job of jobs) if (job.state < 7) job.state = state;
    },
    forget() {
      jobs = [];
    },
    loseNextAnswer() {
      losesAnswer = true;
    },
    refuseNext(status) {
      refusal = status;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
