import { z } from 'zod';

/** One waybill as its platform gave it: mostly encrypted, opened by the platform's own program only. */
export const PlatformDocument = z.object({
  /** The waybill number, or whatever the platform calls this one label. */
  documentId: z.string().min(1).max(100),
  /** Handed on unaltered: template addresses, encrypted data, signatures. */
  contents: z.array(z.record(z.string(), z.unknown())).min(1).max(10),
});
export type PlatformDocument = z.infer<typeof PlatformDocument>;

export interface ComponentTask {
  /** Ours, one per physical label for ever; a task that was sent is never sent again. */
  readonly taskId: string;
  /** Empty: the component's default printer. */
  readonly printer: string;
  /** One document per task: of several, nobody could say which came out (peers.md section 1.4). */
  readonly document: PlatformDocument;
}

/** What a component says, in the product's words. */
export type ComponentMessage =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'printers'; readonly printers: readonly ComponentPrinter[] }
  /** The task stands in the component's queue, or was not taken. */
  | { readonly kind: 'answer'; readonly taskId: string; readonly isTaken: boolean; readonly text: string }
  | { readonly kind: 'task'; readonly taskId: string; readonly state: TaskState; readonly text: string };

export interface ComponentPrinter {
  readonly name: string;
  readonly isReady: boolean;
}

/** `printed`: the component handed it to its driver; nobody has looked at paper. */
export type TaskState = 'waiting' | 'printing' | 'printed' | 'failed' | 'cancelled' | 'unknown';

/** How one platform's print component is spoken to on this PC. Words only: who holds the connection stands elsewhere. */
export interface PrintComponent {
  readonly id: string;
  readonly label: { readonly en: string; readonly 'zh-CN': string };
  /** The port on localhost that its installer sets. */
  readonly defaultPort: number;
  askVersion(requestId: string): object;
  askPrinters(requestId: string): object;
  print(requestId: string, task: ComponentTask): object;
  /** Null where there is no such question: then only its notices tell. */
  askTask(requestId: string, taskId: string): object | null;
  /** Everything that one message says; empty for what is no news. @throws never */
  read(message: unknown): readonly ComponentMessage[];
}
