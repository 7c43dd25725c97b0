import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Platform } from '#main/app/platform.ts';
import { REFUSED_EXIT_CODE, RESTART_EXIT_CODE } from '#main/host/restart-delay.ts';
import { BackendOrder } from '#main/host/electron/backend-messages.ts';
import type { BackendReport, StartOrder } from '#main/host/electron/backend-messages.ts';
import { createParentKeystore } from '#main/host/electron/parent-keystore.ts';
import type { HostedWorkstation } from '#main/host/hosted-workstation.ts';
import { refusalOf } from '#main/app/refusal-of.ts';
import { watchEventLoop } from '#main/host/watch-event-loop.ts';
import { serveMessagePort } from '#main/rpc/serve-message-port.ts';
import type { ServerPort } from '#main/rpc/serve-message-port.ts';
import { WireServer } from '#main/rpc/wire-server.ts';

/** The utility process's end of its line to the main process. */
export interface ParentLine {
  on(
    event: 'message',
    listener: (message: { readonly data: unknown; readonly ports: readonly ServerPort[] }) => void,
  ): unknown;
  postMessage(message: BackendReport): void;
}

export interface BackendOptions {
  readonly line: ParentLine;
  readonly startWorkstation: (platform: Platform, options: { readonly demo: boolean }) => Promise<HostedWorkstation>;
  readonly exit: (code: number) => void;
}

/** The backend of the Electron host: starts the product on order and serves each window over the port that comes for it. */
export function runBackend({ line, startWorkstation, exit }: BackendOptions): void {
  const report = (content: BackendReport): void => line.postMessage(content);
  let keystore: ReturnType<typeof createParentKeystore> | undefined;
  let backend: Promise<Backend> | undefined;

  const start = async (order: StartOrder): Promise<Backend> => {
    keystore = createParentKeystore(order.keystoreKind, report);
    const { appVersion, dataDir, resourcesDir, language, demo } = order;
    const requestRestart = (): void => void backend?.then((running) => end(running, RESTART_EXIT_CODE, exit));
    const workstation = await startWorkstation(
      { hostKind: 'electron', appVersion, dataDir, resourcesDir, language, keystore, requestRestart },
      { demo },
    );
    const serving = { ...workstation, instanceId: randomUUID(), newTraceId: () => randomUUID() };
    watchEventLoop(workstation.log);
    report({ kind: 'ready' });
    return { workstation, wires: new WireServer(serving) };
  };

  line.on('message', ({ data, ports }) => {
    const order = BackendOrder.parse(data);
    if (order.kind === 'keystore-answer') return keystore?.answered(order);
    if (order.kind === 'start') backend ??= start(order);
    backend
      ?.then((running) => obey(running, order, ports, exit))
      .catch((error: unknown) => {
        report({ kind: 'failed', ...refusalOf(error) });
        exit(REFUSED_EXIT_CODE);
      });
  });
}

interface Backend {
  readonly workstation: HostedWorkstation;
  readonly wires: WireServer;
}

async function obey(
  { workstation, wires }: Backend,
  order: BackendOrder,
  ports: readonly ServerPort[],
  exit: BackendOptions['exit'],
): Promise<void> {
  const port = ports[0];
  if (order.kind === 'window' && port) serveMessagePort(wires, port, workstation.sessions.window(order.windowId));
  if (order.kind === 'stop') await end({ workstation, wires }, 0, exit);
}

/** The answer to the call that asked for it still goes out. */
const LAST_WORDS_MS = 200;

async function end({ workstation, wires }: Backend, code: number, exit: BackendOptions['exit']): Promise<void> {
  await wait(code === RESTART_EXIT_CODE ? LAST_WORDS_MS : 0);
  wires.close();
  await workstation.stop();
  exit(code);
}
