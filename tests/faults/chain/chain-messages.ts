import type { DemoAddresses } from '#main/app/connect-demo.ts';

/** Parent (simulators, executioner) -> child (workstation with a robot operator). */
export type ToChild =
  | {
      readonly kind: 'start';
      readonly dataDir: string;
      readonly addresses: Omit<DemoAddresses, 'pushUrlOf' | 'shopify'> & {
        shopify: Omit<DemoAddresses['shopify'], 'setWebhookTarget'>;
      };
    }
  /** Answer to `look`: how many whole labels with this waybill number came out of the printer. */
  | { readonly kind: 'seen'; readonly id: number; readonly labels: number };

/** Child -> parent. */
export type FromChild =
  /** The workstation or its robot begins with this step; the executioner counts them. */
  | { readonly kind: 'step'; readonly step: string }
  /** The robot was asked what became of a print and looks at the printer. */
  | { readonly kind: 'look'; readonly id: number; readonly trackingNumber: string }
  | { readonly kind: 'finished'; readonly shipped: number; readonly problems: readonly string[] };
