import { messageOf } from '#main/devices/transports/message-of.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import type { JobTicket, KeptJob, SendOutcome, Transport } from '#main/devices/transports/transport.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { JsonSocket } from '#main/lib/json-socket.ts';
import { PlatformDocument } from '#main/plugins/print-components/print-component.ts';
import type { ComponentMessage, PrintComponent } from '#main/plugins/print-components/print-component.ts';
import type { ComponentAddress } from '#shared/contract/printer-address.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ComponentTransportOptions {
  readonly answerTimeoutMs?: number;
}

const DEFAULT_ANSWER_TIMEOUT_MS = 5_000;

/**
 * A platform's print component on this PC as a {@link Transport} that keeps jobs. The number of the print is the number of
 * the task, so that what became of it can be asked for after a break; a task whose answer was lost is never sent again.
 */
export function createComponentTransport(
  component: PrintComponent,
  address: ComponentAddress,
  options: ComponentTransportOptions = {},
): Transport {
  const timeoutMs = options.answerTimeoutMs ?? DEFAULT_ANSWER_TIMEOUT_MS;
  const path = `${component.id} ws://localhost:${address.port}`;
  const events = createPathEvents();
  const heard = new Set<(message: ComponentMessage) => void>();
  const tasks = new Map<string, Extract<ComponentMessage, { kind: 'task' }>>();
  let socket: JsonSocket | null = null;
  let version: Promise<string | null> | undefined;
  let taskId = '';
  let requests = 0;

  const nextId = (): string => `packbench-${(requests += 1)}`;

  function receive(message: unknown): void {
    for (const said of component.read(message)) {
      if (said.kind === 'task') tasks.set(said.taskId, said);
      for (const listener of heard) listener(said);
    }
  }

  async function open(): Promise<void> {
    if (socket || events.closed()) throw new AppError('ERR_DEVICE_OFFLINE', { path, detail: 'transport used twice' });
    try {
      socket = await openJsonSocket({
        url: `ws://localhost:${address.port}`,
        connectTimeoutMs: timeoutMs,
        onMessage: receive,
        onGone: (detail) => events.finish({ byUs: false, detail }),
      });
    } catch (error) {
      const detail = messageOf(error);
      throw new AppError(
        'ERR_COMPONENT_NOT_RUNNING',
        { component: component.label.en, path, detail },
        { cause: error },
      );
    }
  }

  /** Sends a question and waits for the first message that answers it; null when none came in time. */
  function ask<T>(question: object, find: (said: ComponentMessage) => T | undefined): Promise<T | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => conclude(null), timeoutMs);
      const stopClosed = events.onClosed(() => conclude(null));
      function listen(said: ComponentMessage): void {
        const answer = find(said);
        if (answer !== undefined) conclude(answer);
      }
      function conclude(answer: T | null): void {
        clearTimeout(timer);
        stopClosed();
        heard.delete(listen);
        resolve(answer);
      }
      heard.add(listen);
      if (events.closed() || !socket) return conclude(null);
      socket.send(question);
    });
  }

  async function status(): ReturnType<NonNullable<Transport['keeper']>['status']> {
    const printers = await ask(component.askPrinters(nextId()), (said) =>
      said.kind === 'printers' ? said.printers : undefined,
    );
    if (!printers) throw new AppError('ERR_DEVICE_TIMEOUT', { path, detail: 'no answer to the question for printers' });
    // Once for each connection: it does not change while the program runs, and one without an answer stays without.
    version ??= ask(component.askVersion(nextId()), (said) => (said.kind === 'version' ? said.version : undefined));
    const known = await version;
    const rawHex = known === null ? '' : `${component.id} ${known}`;
    const printer = address.printer === '' ? printers[0] : printers.find(({ name }) => name === address.printer);
    if (!printer) throw new AppError('ERR_DEVICE_PORT_MISSING', { path, detail: `no printer "${address.printer}"` });
    if (!printer.isReady) return { state: 'blocked', reasons: ['paused'], rawHex };
    return { state: 'ready', reasons: [], rawHex };
  }

  async function send(bytes: Uint8Array, onProgress?: (n: number) => void, ticket?: JobTicket): Promise<SendOutcome> {
    const document = PlatformDocument.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (!document.success) return { ok: false, bytesSent: 0, detail: 'not a document of a platform' };
    if (!socket || events.closed()) return { ok: false, bytesSent: 0, detail: events.closed()?.detail ?? 'not open' };
    taskId = ticket?.name ?? nextId();
    const task = { taskId, printer: address.printer, document: document.data };
    const answer = await ask(component.print(nextId(), task), (said) =>
      said.kind === 'answer' && said.taskId === taskId ? said : undefined,
    );
    if (answer && !answer.isTaken) return { ok: false, bytesSent: 0, detail: answer.text || 'refused' };
    const closed = events.closed();
    if (!answer && closed) return { ok: false, bytesSent: bytes.length, detail: closed.detail };
    // Without an answer it may have been taken all the same: what became of it is asked for by its number.
    onProgress?.(bytes.length);
    return { ok: true, bytesSent: bytes.length };
  }

  async function job(): Promise<KeptJob> {
    const known = tasks.get(taskId);
    if (known && known.state !== 'waiting' && known.state !== 'printing') return keptJob(known);
    const question = component.askTask(nextId(), taskId);
    if (question === null) return known ? keptJob(known) : { state: 'waiting' };
    const said = await ask(question, (message) =>
      message.kind === 'task' && message.taskId === taskId ? message : undefined,
    );
    if (!said) throw new AppError('ERR_DEVICE_TIMEOUT', { path, detail: 'no answer to the question for the task' });
    return keptJob(said);
  }

  return {
    description: path,
    open,
    send,
    keeper: { status, job },
    onData: events.onData,
    onClosed: events.onClosed,
    async close() {
      events.finish({ byUs: true, detail: 'closed' });
      socket?.close();
    },
  };
}

function keptJob({ state, text }: Extract<ComponentMessage, { kind: 'task' }>): KeptJob {
  if (state === 'printed') return { state: 'done' };
  if (state === 'waiting' || state === 'printing') return { state };
  return { state: 'lost', detail: text === '' ? state : text };
}
