import { openJsonSocket } from '#main/lib/json-socket.ts';
import { PRINT_COMPONENTS } from '#main/app/registries.ts';
import type { ComponentMessage, PrintComponent } from '#main/plugins/print-components/print-component.ts';
import type { PrinterPlace } from '#shared/contract/printer-address.ts';

const CONNECT_TIMEOUT_MS = 500;
const ANSWER_TIMEOUT_MS = 1_500;

/** Printers of all print components that run on this PC, with the version of each; those that do not run are left out. */
export async function listComponentPrinters(
  components: readonly PrintComponent[] = PRINT_COMPONENTS.all,
  portOf: (component: PrintComponent) => number = ({ defaultPort }) => defaultPort,
): Promise<PrinterPlace[]> {
  const found = await Promise.all(components.map((component) => ask(component, portOf(component))));
  return found.flat();
}

async function ask(component: PrintComponent, port: number): Promise<PrinterPlace[]> {
  const heard: ComponentMessage[] = [];
  let wakeUp: () => void = () => undefined;
  const isComplete = (): boolean =>
    (['version', 'printers'] as const).every((kind) => heard.some((m) => m.kind === kind));
  const complete = new Promise<void>((resolve) => (wakeUp = resolve));
  try {
    const socket = await openJsonSocket({
      url: `ws://localhost:${port}`,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      onMessage: (message) => {
        heard.push(...component.read(message));
        if (isComplete()) wakeUp();
      },
      onGone: () => wakeUp(),
    });
    const timer = setTimeout(wakeUp, ANSWER_TIMEOUT_MS);
    socket.send(component.askVersion('packbench-1'));
    socket.send(component.askPrinters('packbench-2'));
    await complete;
    clearTimeout(timer);
    socket.close();
  } catch {
    return [];
  }
  const version = heard.find((message) => message.kind === 'version')?.version ?? '';
  const printers = heard.find((message) => message.kind === 'printers')?.printers ?? [];
  return printers.map(({ name }) => ({
    address: { kind: 'component', componentId: component.id, port, printer: name },
    label: `${component.label['zh-CN']} · ${component.label.en} ${version}`.trim(),
  }));
}
