import type { RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** What the channel family knows of pushes: how they come, what they tell, and what a platform is told in turn. */

/** One request at the shop's push address, as it came in. */
export interface PushRequest {
  /** Some channels prove the address by a GET with a text to be echoed. */
  readonly method: 'GET' | 'POST';
  /** Of the address, decoded; the last of values with one name. */
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case header names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type PushVerdict =
  /** Authentic. No events: a handshake or news of no order, which is answered and kept nowhere. */
  | { readonly ok: true; readonly events: readonly PushEvent[]; readonly answer?: PushAnswer }
  | {
      readonly ok: false;
      readonly code: 'ERR_CHANNEL_SIGNATURE_INVALID' | 'ERR_CHANNEL_PUSH_UNREADABLE';
      readonly reason: string;
    };

/** One of the things that a delivery tells; `message: null`: a hint only, the order is read again. */
export interface PushEvent {
  /** Unique per shop; the same event delivered twice bears the same. */
  readonly deliveryId: string;
  readonly topic: string;
  readonly externalNumber: string;
  readonly triggeredAtMs: UtcMs | null;
  /** The payload bears the time of the change: in the same bytes it is the same change, whatever it is delivered as. */
  readonly bearsVersion?: boolean;
  readonly message: RawChannelMessage | null;
  /** As {@link QueuedPush.tellsRefund}. */
  readonly tellsRefund?: boolean;
  /** As {@link QueuedPush.seller}. */
  readonly seller?: string | null;
  /** Its own part of the delivery; left out where the delivery tells one thing. */
  readonly payload?: Uint8Array;
}

/** What the vendor wants to hear after the commit, in its own words; left out: HTTP 200 with `{"ok":true}`. */
export interface PushAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** What a relay has to know to answer in the channel's stead. */
export interface PushManners {
  readonly answer: PushAnswer;
  /** Parameter of a GET by which the platform proves the address: a clear text is echoed without secrets. */
  readonly echoParameter: string | null;
}

/** Webhook subscriptions as the platform lists them. */
export interface SubscriptionList {
  readonly subscriptions: readonly PushSubscription[];
  /** Topics without which changes are not told, in the words of the platform. */
  readonly wanted: readonly string[];
  /** Topic -> the wanted topic that tells the same and more. */
  readonly covered: Readonly<Record<string, string>>;
  /** Whether the list holds this app's subscriptions only; otherwise others' stand among them. */
  readonly isOwnOnly: boolean;
  /** The platform's clock less ours, to the second; null where it tells no time. */
  readonly clockAheadMs: number | null;
}

export interface PushSubscription {
  readonly id: string;
  readonly topic: string;
  readonly address: string;
  readonly isActive: boolean;
}

export type SubscriptionFix =
  | { readonly kind: 'create'; readonly topic: string; readonly address: string }
  | { readonly kind: 'enable' | 'delete'; readonly id: string }
  | { readonly kind: 'move'; readonly id: string; readonly address: string };

/** A push that waits in the vendor's queue or arrived on a long connection; always a hint. */
export interface QueuedPush {
  readonly id: string;
  readonly topic: string;
  readonly externalNumber: string | null;
  readonly publishedAtMs: UtcMs | null;
  /** It tells of an after-sales case: the cases are pulled at once, beside the order. */
  readonly tellsRefund?: boolean;
  /** What the platform calls the seller whom it is for, where one app is told of several; see `pushOwner` of the connector. */
  readonly seller?: string | null;
  readonly payload: Uint8Array;
}
