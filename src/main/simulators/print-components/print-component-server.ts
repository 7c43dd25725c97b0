import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

export type ComponentVendor = 'cainiao' | 'pinduoduo' | 'douyin' | 'jd' | 'kuaishou' | 'xiaohongshu';

export interface ComponentLabel {
  readonly taskId: string;
  readonly printer: string;
  readonly contents: readonly unknown[];
}

/** A platform's print program on localhost, written from peers.md section 1.4; prints a task that it gets twice, twice. */
export interface PrintComponentServer {
  readonly port: number;
  /** The names of the printers that it knows. */
  readonly printers: readonly string[];
  /** Labels that came out. */
  readonly labels: readonly ComponentLabel[];
  /** Requests that the real program would not take. */
  readonly complaints: readonly string[];
  /** How often its version was asked for. */
  readonly versionsAsked: number;
  /** Tasks taken and not yet ended. */
  readonly waiting: number;
  /** Tasks wait until `finish`. */
  hold(): void;
  finish(outcome?: 'printed' | 'failed'): void;
  refuseNext(text: string): void;
  /** The next task is taken without a word. */
  swallowNextAnswer(): void;
  /** The next task is taken, and the program dies before its answer. */
  dieOnNext(): void;
  /** The next task is taken and fails in the driver. */
  failNext(): void;
  disablePrinter(name: string): void;
  enablePrinter(name: string): void;
  /** Somebody ends the program; what waits in it is gone. Harmless when it does not run. */
  quit(): Promise<void>;
  /** It is started again, on the same port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Task extends ComponentLabel {
  readonly documentId: string;
  readonly socket: WebSocket;
  state: 'pending' | 'printed' | 'failed';
}

const PRINTERS = ['HPRT N41', 'Deli DL-720C'];

export async function startPrintComponent(vendor: ComponentVendor): Promise<PrintComponentServer> {
  let tasks: Task[] = [];
  const labels: ComponentLabel[] = [];
  const complaints: string[] = [];
  const disabled = new Set<string>();
  let versionsAsked = 0;
  let isHeld = false;
  let refusal: string | null = null;
  let manner: 'answer' | 'swallow' | 'die' | 'fail' = 'answer';

  function hear(socket: WebSocket): void {
    socket.on('message', (data) => {
      const message: unknown = JSON.parse(String(data));
      if (typeof message !== 'object' || message === null) return void complaints.push('no object');
      const say = (answer: object): void => socket.send(JSON.stringify(answer));
      if (vendor === 'jd') hearJd(new Map(Object.entries(message)), socket, say);
      else hearCmd(new Map(Object.entries(message)), socket, say);
    });
  }

  async function listen(port: number): Promise<WebSocketServer> {
    const opened = new WebSocketServer({ host: 'localhost', port });
    opened.on('connection', hear);
    await new Promise<void>((resolve, reject) => {
      opened.once('listening', () => resolve());
      opened.once('error', reject);
    });
    return opened;
  }

  function hearCmd(message: ReadonlyMap<string, unknown>, socket: WebSocket, say: (answer: object) => void): void {
    const cmd = message.get('cmd');
    const requestID = message.get('requestID');
    if (message.get('version') !== '1.0' || typeof requestID !== 'string')
      return void complaints.push(`${String(cmd)}: version or requestID`);
    switch (cmd) {
      case 'getAgentInfo':
        versionsAsked += 1;
        return say({ cmd, requestID, status: 'success', version: '1.5.3.0' });
      case 'getPrinters': {
        const printers = PRINTERS.map((name) => ({ name, status: disabled.has(name) ? 'disable' : 'enable' }));
        return say({ cmd, requestID, status: 'success', defaultPrinter: PRINTERS[0], printers });
      }
      case 'getTaskStatus': {
        const [wanted] = [message.get('taskID')].flat();
        const found = tasks.filter(({ taskId }) => taskId === wanted);
        const printStatus = found.map(({ taskId, printer, state }) => ({ taskID: taskId, printer, status: state }));
        return say({ cmd, requestID, status: 'success', printStatus });
      }
      case 'print': {
        const task = readTask(message.get('task'), socket);
        if (!task) return void complaints.push('print: task');
        take(task, (isTaken, msg) =>
          say({ cmd, requestID, taskID: task.taskId, status: isTaken ? 'success' : 'failed', msg }),
        );
        return undefined;
      }
      default:
        return void complaints.push(`unknown command ${String(cmd)}`);
    }
  }

  function readTask(value: unknown, socket: WebSocket): Task | null {
    if (typeof value !== 'object' || value === null) return null;
    const fields = new Map<string, unknown>(Object.entries(value));
    const documents = fields.get('documents');
    const document: unknown = Array.isArray(documents) && documents.length === 1 ? documents[0] : null;
    if (typeof document !== 'object' || document === null) return null;
    const { documentID, contents } = Object.fromEntries(Object.entries(document));
    const notifies = vendor !== 'pinduoduo' || JSON.stringify(fields.get('notifyType')) === '["print"]';
    if (typeof fields.get('taskID') !== 'string' || !Array.isArray(contents) || !notifies) return null;
    return {
      taskId: String(fields.get('taskID')),
      printer: String(fields.get('printer')) || (PRINTERS[0] ?? ''),
      contents,
      documentId: String(documentID),
      socket,
      state: 'pending',
    };
  }

  function hearJd(message: ReadonlyMap<string, unknown>, socket: WebSocket, say: (answer: object) => void): void {
    const orderType = message.get('orderType');
    const key = String(message.get('key'));
    if (orderType === 'GET_VERSION') {
      versionsAsked += 1;
      return say({ orderType, key, code: '1', success: 'true', version: '2.1.0' });
    }
    if (orderType === 'GET_Printers') {
      // It tells no state: one that is switched off is not in the list.
      const content = PRINTERS.filter((name) => !disabled.has(name));
      return say({ orderType, key, code: '1', success: 'true', content });
    }
    const parameters = message.get('parameters');
    if (orderType !== 'PRINT' || typeof parameters !== 'object' || parameters === null)
      return void complaints.push(`unknown order ${String(orderType)}`);
    const { printName, printData } = Object.fromEntries(Object.entries(parameters));
    if (!Array.isArray(printData)) return void complaints.push('PRINT: printData');
    const printer = String(printName) || (PRINTERS[0] ?? '');
    const task: Task = { taskId: key, printer, contents: printData, documentId: key, socket, state: 'pending' };
    take(task, (isTaken, text) => say({ orderType, key, code: '2', success: String(isTaken), message: text }));
    return undefined;
  }

  function take(task: Task, answer: (isTaken: boolean, text: string) => void): void {
    if (refusal !== null) {
      const text = refusal;
      refusal = null;
      return answer(false, text);
    }
    tasks.push(task);
    const now = manner;
    manner = 'answer';
    if (now === 'die') {
      labels.push(task);
      return task.socket.terminate();
    }
    if (now !== 'swallow') answer(true, '');
    if (now === 'fail') end(task, 'failed');
    else if (!isHeld) end(task, 'printed');
  }

  function end(task: Task, state: 'printed' | 'failed'): void {
    task.state = state;
    if (state === 'printed') labels.push(task);
    const msg = state === 'failed' ? 'driver offline' : '';
    const notice =
      vendor === 'jd'
        ? { orderType: 'PRINT', key: task.taskId, code: '8', success: String(state === 'printed'), message: msg }
        : {
            cmd: vendor === 'pinduoduo' ? 'PrintResultNotify' : 'notifyPrintResult',
            printer: task.printer,
            taskID: task.taskId,
            taskStatus: state,
            printStatus: [{ documentID: task.documentId, status: state === 'printed' ? 'success' : 'failed', msg }],
          };
    task.socket.send(JSON.stringify(notice));
  }

  let server: WebSocketServer | null = await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  async function quit(): Promise<void> {
    const running = server;
    server = null;
    if (!running) return;
    tasks = tasks.filter(({ state }) => state !== 'pending');
    for (const socket of running.clients) socket.terminate();
    await new Promise((resolve) => running.close(resolve));
  }

  return {
    port,
    printers: PRINTERS,
    labels,
    complaints,
    get versionsAsked() {
      return versionsAsked;
    },
    get waiting() {
      return tasks.filter(({ state }) => state === 'pending').length;
    },
    hold() {
      isHeld = true;
    },
    finish(outcome = 'printed') {
      isHeld = false;
      for (const task of tasks) if (task.state === 'pending') end(task, outcome);
    },
    refuseNext(text) {
      refusal = text;
    },
    swallowNextAnswer() {
      manner = 'swallow';
    },
    dieOnNext() {
      manner = 'die';
    },
    failNext() {
      manner = 'fail';
    },
    disablePrinter(name) {
      disabled.add(name);
    },
    enablePrinter(name) {
      disabled.delete(name);
    },
    quit,
    async start() {
      server ??= await listen(port);
    },
    close: quit,
  };
}
