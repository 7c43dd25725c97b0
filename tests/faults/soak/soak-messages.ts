import type { TimeScale } from '#tests/support/scaled-time.ts';

export interface SoakShop {
  readonly channelId: string;
  readonly currency: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** Parent (platforms, executioner) -> child (the backend). */
export type ToBackend =
  | {
      readonly kind: 'start';
      readonly dataDir: string;
      readonly port: number;
      readonly time: TimeScale;
      /** Units on each shelf. */
      readonly onHand: number;
      readonly shops: readonly SoakShop[];
    }
  /** A person authorises a shop again. */
  | { readonly kind: 'authorise'; readonly shop: SoakShop }
  | { readonly kind: 'report'; readonly file: string }
  | { readonly kind: 'stop' };

/** Child -> parent. */
export type FromBackend =
  | { readonly kind: 'ready'; readonly port: number; readonly shopIds: Readonly<Record<string, string>> }
  | { readonly kind: 'reported' };

export interface LocalOrder {
  readonly channelId: string;
  readonly number: string;
  readonly payment: string;
  readonly fulfilment: string;
  readonly afterSales: string;
  readonly status: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly reserved: number;
  readonly due: number;
  /** Kinds of its holds, joined. */
  readonly holds: string;
}

/** What the backend believes, written to a file by the child. */
export interface LocalBooks {
  readonly orders: readonly LocalOrder[];
  /** Messages by what became of them; `parked` ones with their reason. */
  readonly messages: Readonly<Record<string, number>>;
  readonly parkedWithoutReason: number;
  /** Ids of the deliveries that were stored, by channel. */
  readonly deliveries: Readonly<Record<string, readonly string[]>>;
  /** How often a push was taken, repetitions included, by channel. */
  readonly pushesTaken: Readonly<Record<string, number>>;
  /** Orders that a push announced and that are still being fetched. */
  readonly openFetches: number;
  readonly parkedJobs: Readonly<Record<string, number>>;
  readonly oversold: readonly string[];
  readonly problems: readonly string[];
  readonly shops: Readonly<Record<string, string | null>>;
}
