import { z } from 'zod';
import type { ComponentMessage, PrintComponent, TaskState } from '#main/plugins/print-components/print-component.ts';

/** Where the components of the `cmd` family differ from each other. */
export interface CmdManners {
  readonly notice: string;
  /** Null where a task cannot be asked for. */
  readonly askTask: string | null;
  /** Fields that a task has beside those of the family. */
  readonly taskFields?: Readonly<Record<string, unknown>>;
}

const PROTOCOL_VERSION = '1.0';

const STATES: Readonly<Record<string, TaskState>> = {
  pending: 'waiting',
  rendered: 'printing',
  printed: 'printed',
  success: 'printed',
  failed: 'failed',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  unknown: 'unknown',
};

const Document = z.object({ status: z.string().optional(), msg: z.string().optional(), detail: z.string().optional() });
const Message = z.object({
  cmd: z.string(),
  status: z.string().optional(),
  version: z.string().optional(),
  msg: z.string().optional(),
  taskID: z.string().optional(),
  taskStatus: z.string().optional(),
  printers: z.array(z.object({ name: z.string(), status: z.string().optional() })).optional(),
  printStatus: z
    .array(
      z.looseObject({
        taskID: z.string().optional(),
        status: z.string().optional(),
        msg: z.string().optional(),
        detail: z.string().optional(),
        detailStatus: z.array(Document).optional(),
      }),
    )
    .optional(),
});
type Message = z.infer<typeof Message>;

/**
 * The JSON envelope that Cainiao's component has and most platforms copied: `cmd`, `requestID`, `version`, and for a job a
 * `task` with documents (peers.md section 1.4).
 */
export function speakCmd(
  manners: CmdManners,
): Pick<PrintComponent, 'askVersion' | 'askPrinters' | 'print' | 'askTask' | 'read'> {
  const request = (cmd: string, requestID: string, more: object = {}) => ({
    cmd,
    requestID,
    version: PROTOCOL_VERSION,
    ...more,
  });
  return {
    askVersion: (requestId) => request('getAgentInfo', requestId),
    askPrinters: (requestId) => request('getPrinters', requestId),
    print: (requestId, { taskId, printer, document }) =>
      request('print', requestId, {
        task: {
          taskID: taskId,
          preview: false,
          printer,
          ...manners.taskFields,
          firstDocumentNumber: 1,
          totalDocumentCount: 1,
          documents: [{ documentID: document.documentId, contents: document.contents }],
        },
      }),
    askTask: (requestId, taskId) =>
      manners.askTask === null ? null : request(manners.askTask, requestId, { taskID: [taskId] }),
    read(message) {
      const parsed = Message.safeParse(message);
      return parsed.success ? readMessage(manners, parsed.data) : [];
    },
  };
}

function readMessage(manners: CmdManners, message: Message): readonly ComponentMessage[] {
  switch (message.cmd) {
    case 'getAgentInfo':
      return message.version === undefined ? [] : [{ kind: 'version', version: message.version }];
    case 'getPrinters': {
      const printers = message.printers ?? [];
      // Components that tell no state count as ready: they refuse a job that they cannot print.
      return [{ kind: 'printers', printers: printers.map(({ name, status }) => ({ name, isReady: isReady(status) })) }];
    }
    case 'print':
      return message.taskID === undefined
        ? []
        : [{ kind: 'answer', taskId: message.taskID, isTaken: message.status === 'success', text: message.msg ?? '' }];
    case manners.notice: {
      const [first] = message.printStatus ?? [];
      const state = STATES[message.taskStatus ?? ''] ?? 'unknown';
      return message.taskID === undefined
        ? []
        : [{ kind: 'task', taskId: message.taskID, state, text: first?.msg ?? first?.detail ?? '' }];
    }
    case manners.askTask:
      return (message.printStatus ?? []).flatMap(({ taskID, status, msg }): ComponentMessage[] =>
        taskID === undefined
          ? []
          : [{ kind: 'task', taskId: taskID, state: STATES[status ?? ''] ?? 'unknown', text: msg ?? '' }],
      );
    default:
      return [];
  }
}

function isReady(status: string | undefined): boolean {
  return status === undefined || status === 'enable';
}
