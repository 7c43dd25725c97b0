import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { DocumentSubject } from '#shared/contract/documents.ts';
import type { LabelData, TemplateKind } from '#shared/model/label-layout.ts';
import type { Recipient } from '#shared/model/order.ts';
import type { z } from 'zod';

/** What a document needs beside the rows of the database. */
export interface DocumentWorld {
  readonly atMs: number;
  /** Made by whoever asks: the same for a repeated click, so that it finds what the first one did. */
  readonly requestId: string;
  /** IANA name of the warehouse's zone. */
  readonly zone: string;
  /** For eyes that only look: personal data of buyers is masked. */
  readonly isConcealed: boolean;
  /** @throws AppError ERR_STOCK_WAREHOUSE_UNKNOWN, ERR_STOCK_SENDER_MISSING, ERR_STOCK_SENDER_OF_DEMO, ERR_STOCK_SENDER_UNREADABLE */
  senderOf(warehouseId: string): Recipient;
  carrierName(carrierId: string): string;
}

/** One page of a document, and what its print job is of. */
export interface Paper {
  /**
   * One key per piece of paper for ever (promise P2). Labels that name a box bear the box's key, so that a box never gets two;
   * slips and lists bear the request's, so that a lost one is printed anew by a new request.
   */
  readonly labelKey: string;
  readonly layout: TemplateKind;
  /** Chooses the layout; empty: the choice for every shop. */
  readonly shopId: string;
  readonly orderId: string | null;
  readonly shipmentId: string | null;
  readonly copies: number;
  readonly data: LabelData;
}

export interface Papers {
  readonly papers: readonly Paper[];
  /** Subjects that were asked for and have nothing to print, e.g. held orders of a wave. */
  readonly leftOut: number;
}

/** What each kind of document says about itself: from what it is of to the data of its layout. */
interface DocumentDefinition<Of> {
  readonly kind: DocumentSubject['kind'];
  readonly of: z.ZodType<Of>;
  /** In the transaction that queues it: gives the number that it bears for ever. Doing it twice changes nothing. */
  prepare?(tx: WriteTx, context: UseCaseContext, act: Act, world: DocumentWorld, of: Of): void;
  /** Changes nothing; a number that is not given yet is shown as it would come next. @throws AppError */
  read(db: ReadDb, world: DocumentWorld, of: Of): Papers;
  /** The subjects of this kind that an order has, for batches. */
  ofOrder?(db: ReadDb, orderId: string): DocumentSubject[];
}

/** The same with its subject checked at the door, so that all kinds stand in one list. */
export type DocumentKind = DocumentDefinition<unknown>;

export function defineDocument<Of>(definition: DocumentDefinition<Of>): DocumentKind {
  const { kind, of, prepare, read, ofOrder } = definition;
  return {
    kind,
    of,
    ...(prepare && {
      prepare: (tx, context, act, world, subject) => prepare(tx, context, act, world, of.parse(subject)),
    }),
    read: (db, world, subject) => read(db, world, of.parse(subject)),
    ...(ofOrder && { ofOrder }),
  };
}
