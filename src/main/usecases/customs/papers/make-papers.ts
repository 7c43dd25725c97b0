import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { rememberDeclared } from '#main/usecases/customs/goods/remember-declared.ts';
import { addYears } from '#main/usecases/customs/papers/add-years.ts';
import { currentDocument, insertDocument, numbersOf } from '#main/usecases/customs/papers/archive-rows.ts';
import type { PaperOrder, PaperPress, PressedPaper } from '#main/usecases/customs/papers/paper-press.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PaperOptions } from '#shared/model/customs-paper-options.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';

export interface PapersRequest {
  readonly orderId: string;
  readonly shipmentId: string | null;
  /** Empty: those that the parcel needs. */
  readonly kinds: readonly CustomsPaperKind[];
}

export interface MadePaper {
  readonly documentId: string;
  readonly kind: CustomsPaperKind;
  /** The kind that was asked for, where a CN 23 stands in for a CN 22 that was too small. */
  readonly insteadOf: CustomsPaperKind | null;
  /** Nothing has changed since the paper that was there: it stands. */
  readonly isUnchanged: boolean;
}

/**
 * Draws papers from what is to be declared now and puts them into the archive, all or none. A paper that would be equal to the one
 * that counts is not made again; another one takes its place, and both stay.
 * @throws AppError ERR_CUSTOMS_PAPER_*, ERR_ORDER_UNKNOWN and what the declaration's source says
 */
export async function makePapers(
  context: UseCaseContext,
  services: PapersServices,
  act: Act,
  request: PapersRequest,
): Promise<MadePaper[]> {
  const { read } = context;
  const declaration = services.declarations.declarationOf(read, request.orderId, request.shipmentId);
  const kinds = request.kinds.length > 0 ? request.kinds : kindsNeeded(services, read, declaration);
  if (kinds.length === 0) throw new AppError('ERR_CUSTOMS_PAPERS_NONE_NEEDED', { order: declaration.orderNumber });
  const options = services.options(read);
  const pressed = await pressAll(services.press, declaration, options, kinds);
  const facts: StoredFacts = {
    ...packDeclaration(declaration),
    options,
    ruleVersion: services.ruleVersion(read),
    keepYears: services.keepYears(read),
    reason: '',
  };
  return context.db.transaction((tx) => {
    const made = pressed.map(({ paper, insteadOf }): MadePaper => {
      const stored = storePaper(tx, context, act, facts, paper, false);
      return { documentId: stored.id, kind: paper.kind, insteadOf, isUnchanged: stored.isUnchanged };
    });
    const fresh = made.filter(({ isUnchanged }) => !isUnchanged);
    if (fresh.length > 0)
      recordAudit(tx, {
        atMs: context.clock.nowMs(),
        act,
        what: 'customs.papers_made',
        target: request.orderId,
        data: { kinds: fresh.map(({ kind }) => kind).join(', '), number: declaration.number },
      });
    return made;
  });
}

function kindsNeeded(services: PapersServices, db: ReadDb, declaration: CustomsDeclaration): CustomsPaperKind[] {
  return services.requiredPapers(db, declaration).map(({ kind }) => kind);
}

interface PressedFor {
  readonly paper: PressedPaper;
  readonly insteadOf: CustomsPaperKind | null;
}

async function pressAll(
  press: PaperPress,
  declaration: CustomsDeclaration,
  options: PaperOptions,
  kinds: readonly CustomsPaperKind[],
): Promise<PressedFor[]> {
  const pressed = await Promise.all(
    [...new Set(kinds)].map((kind) => pressOrStandIn(press, { kind, declaration, options })),
  );
  // A CN 23 that was asked for and stands in for another as well is one paper.
  const wanted = pressed.filter(
    ({ paper, insteadOf }) =>
      insteadOf === null || !pressed.some((other) => other.insteadOf === null && other.paper.kind === paper.kind),
  );
  return wanted.filter(({ paper }, index) => wanted.findIndex((other) => other.paper.kind === paper.kind) === index);
}

/** A declaration that does not fit on CN 22 goes on CN 23, as the posts want it; type is never smaller than 5 pt. */
async function pressOrStandIn(press: PaperPress, order: PaperOrder): Promise<PressedFor> {
  try {
    return { paper: await press.press(order), insteadOf: null };
  } catch (error) {
    const isSmallForm = order.kind === 'cn22' || order.kind === 'label_cn22';
    if (!isSmallForm || !(error instanceof AppError) || !isTooMuch(error)) throw error;
    return { paper: await press.press({ ...order, kind: 'cn23' }), insteadOf: order.kind };
  }
}

function isTooMuch({ code, data }: AppError): boolean {
  return (
    code === 'ERR_CUSTOMS_PAPER_LINES' ||
    (code === 'ERR_CUSTOMS_PAPER_OVERFLOW' && String(data.field).startsWith('lines.'))
  );
}

interface PackedDeclaration {
  readonly declaration: CustomsDeclaration;
  readonly packedDeclaration: Uint8Array;
  readonly declarationSha256: string;
}

/** A declaration as the archive keeps it; once for all papers that are made from it. */
export function packDeclaration(declaration: CustomsDeclaration): PackedDeclaration {
  const json = Buffer.from(canonicalJson(declaration));
  return {
    declaration,
    packedDeclaration: deflateRawSync(json),
    declarationSha256: createHash('sha256').update(json).digest('hex'),
  };
}

export interface StoredFacts extends PackedDeclaration {
  readonly options: PaperOptions;
  readonly ruleVersion: string;
  readonly keepYears: number;
  readonly reason: string;
}

/** Puts one paper into the archive. @param isForced also when the same bytes stand there already (redrawn after damage) */
export function storePaper(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  facts: StoredFacts,
  paper: PressedPaper,
  isForced: boolean,
): { id: string; isUnchanged: boolean } {
  const { declaration, packedDeclaration, declarationSha256, options, ruleVersion, keepYears, reason } = facts;
  const { orderId, shipmentId } = declaration;
  const before = currentDocument(tx, { orderId, shipmentId, kind: paper.kind });
  if (before && !isForced && before.sha256 === paper.sha256 && before.declaration_sha256 === declarationSha256)
    return { id: before.id, isUnchanged: true };
  const id = context.ids.next();
  // A paper that is drawn anew after damage says nothing new.
  if (!isForced) rememberDeclared(tx, declaration);
  insertDocument(
    tx,
    {
      id,
      order_id: orderId,
      shipment_id: shipmentId,
      kind: paper.kind,
      number: declaration.number,
      order_number: declaration.orderNumber,
      tracking_number: declaration.trackingNumber,
      country: declaration.recipient.country,
      ship_date: declaration.shipDate,
      declaration: packedDeclaration,
      declaration_sha256: declarationSha256,
      options_json: JSON.stringify(options),
      rule_version: ruleVersion,
      template_version: paper.version,
      sha256: paper.sha256,
      page_count: paper.pageCount,
      byte_length: paper.byteLength,
      pdf: paper.packed,
      created_at_ms: context.clock.nowMs(),
      created_by: act.actor.name,
      keep_until: addYears(declaration.shipDate, keepYears),
      reason,
      numbers: numbersOf(declaration),
    },
    before,
  );
  return { id, isUnchanged: false };
}
