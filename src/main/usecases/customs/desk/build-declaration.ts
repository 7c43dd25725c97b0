import { chooseChannel, isWithin } from '#core/customs/choose-channel.ts';
import type { CustomsWorld } from '#core/customs/customs-check.ts';
import type { WorldOfDay } from '#main/usecases/customs/rules/customs-world.ts';
import { convertMinor } from '#core/customs/price-units.ts';
import { territoryOf } from '#core/customs/territory-of.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readCaseValues } from '#main/usecases/customs/desk/case-values.ts';
import { declaredLines } from '#main/usecases/customs/desk/declared-lines.ts';
import { declaredRecipient } from '#main/usecases/customs/desk/declared-recipient.ts';
import { profileOf } from '#main/usecases/customs/desk/read-profile.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';
import { CustomsChannel, Incoterm, ItemCategory, SupervisionMode } from '#shared/model/customs.ts';
import type { CustomsDeclaration, CustomsLine, CustomsPackage } from '#shared/model/customs.ts';
import type { CustomsProfile } from '#shared/model/customs-profile.ts';
import { OrderId, ShipmentId } from '#shared/model/ids.ts';
import { minorDigits } from '#shared/model/money.ts';

interface OrderRow {
  readonly id: string;
  readonly shop_id: string;
  readonly channel_id: string;
  readonly display_number: string;
  readonly payment: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly shipping_fee_minor: number;
  readonly zone: string;
  readonly updated_at_ms: number;
}

interface ParcelRow {
  readonly id: string;
  readonly parcel_number: number;
  readonly weight_g: number | null;
  readonly opened_at_ms: number;
  readonly packed_at_ms: number | null;
  readonly shipped_at_ms: number | null;
  readonly tracking_number: string | null;
  readonly carrier_id: string | null;
  readonly length_mm: number | null;
  readonly width_mm: number | null;
  readonly height_mm: number | null;
}

/**
 * All that papers and rules need to know of one parcel, or of what the order still asks for while there is none: the order, its
 * goods, the shop's sender, what clerks and the buyer filled in, and the parcel with its waybill. Nothing is invented: what
 * nobody entered is empty.
 * @param worldOf rates of the ship date; where the rate to the profile's currency is not known, the order's own is declared
 * @param atMs taken as the ship date of what is not packed yet; without it the day when the parcel was opened, or the order changed last
 * @throws AppError ERR_ORDER_UNKNOWN, ERR_CUSTOMS_PROFILE_UNREADABLE
 */
export function buildDeclaration(
  db: ReadDb,
  worldOf: WorldOfDay,
  orderId: string,
  shipmentId: string | null,
  atMs?: number,
): CustomsDeclaration {
  const order = readOrder(db, orderId);
  const parcel = shipmentId === null ? null : readParcel(db, orderId, shipmentId);
  const profile = profileOf(db, order.shop_id);
  const values = readCaseValues(db, orderId);
  const given = (field: string): string | undefined => values.get(field)?.value;
  const address = readRecipient(db, orderId);
  const territory = territoryOf(address);
  const carrierId = parcel?.carrier_id ?? usualCarrier(db);
  const trackingNumber = parcel?.tracking_number ?? '';
  const isPaid = (order.payment === 'paid' || order.payment === 'partially_refunded') && order.total_minor > 0;
  const shipDate = dayOf(
    parcel?.shipped_at_ms ?? parcel?.packed_at_ms ?? atMs ?? parcel?.opened_at_ms ?? order.updated_at_ms,
    order.zone,
  );
  const money = declaredMoney(worldOf(shipDate), order.currency, profile.currency);
  const lines = declaredLines(
    db,
    { id: order.id, totalMinor: order.total_minor, shippingFeeMinor: order.shipping_fee_minor, isPaid },
    parcel?.id ?? null,
    money.convert,
    money.convertFrom,
  );
  const goodsMinor = lines.reduce((sum, line) => sum + line.valueMinor, 0);
  const parcelNumber = parcel?.parcel_number ?? 1;
  const grossWeightG = parcel?.weight_g ?? expectedGrossG(db, lines);
  const incoterm = Incoterm.safeParse(given('incoterm')).data ?? profile.incoterm;
  const recipient = declaredRecipient(address, values);
  return {
    orderId: OrderId.parse(order.id),
    orderNumber: order.display_number.slice(0, 80),
    shipmentId: parcel === null ? null : ShipmentId.parse(parcel.id),
    number: invoiceNumber(order.display_number, parcelNumber),
    shipDate,
    territory,
    channel:
      CustomsChannel.safeParse(given('channel')).data ??
      chooseChannel(profile, { territory, carrierId, trackingNumber }),
    carrierId,
    trackingNumber,
    supervisionMode: SupervisionMode.safeParse(given('supervisionMode')).data ?? profile.supervisionMode,
    isListExport: profile.isListExport,
    category: ItemCategory.safeParse(given('category')).data ?? (isPaid ? 'sale' : 'sample'),
    categoryNote: given('categoryNote') ?? '',
    sender: profile.exporter,
    recipient,
    importer: null,
    incoterm,
    namedPlace: recipient.city.slice(0, 80),
    dutyPayer: dutyPayerOf(given('dutyPayer'), incoterm, profile),
    isTaxPrepaid: prepaid(given('isTaxPrepaid'), profile, territory),
    platformName: profile.platformName || order.channel_id,
    isMailOrder: profile.isMailOrder,
    sellerBrand: profile.sellerBrand,
    currency: money.currency,
    // Paid once for the order: it goes with the first parcel.
    freightMinor: profile.freight === 'paid' && parcelNumber === 1 ? money.convert(order.shipping_fee_minor) : 0,
    insuranceMinor: Math.floor((goodsMinor * profile.insurancePerMille + 500) / 1000),
    otherMinor: 0,
    postageMinor: null,
    isPaid,
    orderCurrency: order.currency,
    exchange: money.exchange,
    grossWeightG,
    lines,
    packages: [onePackage(parcel, order.display_number, grossWeightG, lines)],
    parcelCount: Math.max(parcelNumber, countParcels(db, orderId)),
    licenceNumber: given('licenceNumber') ?? '',
    certificateNumber: given('certificateNumber') ?? '',
    comments: given('comments') ?? '',
    signature: profile.signature,
  };
}

function readOrder(db: ReadDb, orderId: string): OrderRow {
  const order = db
    .prepare<[string], OrderRow>(
      `SELECT o.id, o.shop_id, s.channel_id, o.display_number, o.payment, o.currency, o.total_minor, o.shipping_fee_minor, o.updated_at_ms, w.zone
       FROM orders o JOIN shops s ON s.id = o.shop_id JOIN warehouses w ON w.id = o.warehouse_id WHERE o.id = ?`,
    )
    .get(orderId);
  if (!order) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  return order;
}

function readParcel(db: ReadDb, orderId: string, shipmentId: string): ParcelRow {
  const parcel = db
    .prepare<[string, string], ParcelRow>(
      `SELECT s.id, s.parcel_number, s.weight_g, s.opened_at_ms, s.packed_at_ms, s.shipped_at_ms, w.tracking_number, a.carrier_id,
         p.length_mm, p.width_mm, p.height_mm
       FROM shipments s LEFT JOIN waybills w ON w.shipment_id = s.id AND w.state = 'issued'
       LEFT JOIN carrier_accounts a ON a.id = COALESCE(w.carrier_account_id, s.carrier_account_id)
       LEFT JOIN packagings p ON p.id = s.packaging_id WHERE s.id = ? AND s.order_id = ?`,
    )
    .get(shipmentId, orderId);
  if (!parcel) throw new AppError('ERR_ORDER_UNKNOWN', { orderId, shipmentId });
  return parcel;
}

/** Parcels of an order that were not called off. */
function countParcels(db: ReadDb, orderId: string): number {
  return (
    db
      .pluck<[string], number>("SELECT COUNT(*) FROM shipments WHERE order_id = ? AND state <> 'cancelled'")
      .get(orderId) ?? 0
  );
}

function usualCarrier(db: ReadDb): string {
  return (
    db
      .pluck<[], string>(
        'SELECT carrier_id FROM carrier_accounts WHERE enabled = 1 ORDER BY is_default DESC, created_at_ms LIMIT 1',
      )
      .get() ?? ''
  );
}

interface DeclaredMoney {
  readonly currency: string;
  readonly exchange: CustomsDeclaration['exchange'];
  readonly convert: (minor: number) => number;
  readonly convertFrom: (minor: number, currency: string) => number | null;
}

function declaredMoney(world: CustomsWorld, orderCurrency: string, wanted: string | null): DeclaredMoney {
  const rateOf = (from: string, to: string): number | null =>
    from === to ? 10 ** minorDigits(to) : (world.rate(from, to)?.minorPerUnit ?? null);
  const target = wanted !== null && rateOf(orderCurrency, wanted) !== null ? wanted : orderCurrency;
  const convertFrom = (minor: number, from: string): number | null => {
    const rate = rateOf(from, target);
    if (from === target) return minor;
    return rate === null ? null : convertMinor(minor, rate, minorDigits(from));
  };
  return {
    currency: target,
    exchange: exchangeOf(world, orderCurrency, target),
    convert: (minor) => convertFrom(minor, orderCurrency) ?? minor,
    convertFrom,
  };
}

/** Rates are known to some six digits; more would only show how they were multiplied. */
const RATE_DIGITS = 8;

function exchangeOf(world: CustomsWorld, from: string, to: string): CustomsDeclaration['exchange'] {
  const rate = from === to ? null : world.rate(from, to);
  if (rate === null) return null;
  const units = rate.minorPerUnit / 10 ** minorDigits(to);
  return { from, to, rate: String(Number(units.toPrecision(RATE_DIGITS))), day: rate.day };
}

/** Equal for the same order and parcel for ever: it is made of nothing else. */
function invoiceNumber(displayNumber: string, parcelNumber: number): string {
  return `${displayNumber.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, 32)}-${parcelNumber}`;
}

function dayOf(atMs: number, zone: string): string {
  return formatInZone(atMs, zone).slice(0, 10);
}

function dutyPayerOf(
  given: string | undefined,
  incoterm: string,
  profile: CustomsProfile,
): CustomsDeclaration['dutyPayer'] {
  if (given === 'sender' || given === 'recipient') return given;
  return incoterm === 'DDP' ? 'sender' : profile.dutyPayer;
}

function prepaid(given: string | undefined, profile: CustomsProfile, territory: string): boolean {
  if (given !== undefined) return given === 'true';
  return profile.taxPrepaid.some((named) => isWithin(named, territory));
}

/** Before the parcel is weighed: what its goods weigh on file, and an ordinary box. */
function expectedGrossG(db: ReadDb, lines: readonly CustomsLine[]): number {
  const weightOf = db.pluck<[string], number | null>('SELECT weight_g FROM skus WHERE id = ?');
  const goodsG = lines.reduce((sum, line) => {
    const unitG = line.skuId === null ? 0 : (weightOf.get(line.skuId) ?? 0);
    return sum + Math.max(unitG * line.quantity, line.netWeightG);
  }, 0);
  return goodsG + readSetting(db, 'packagingG');
}

function onePackage(
  parcel: ParcelRow | null,
  displayNumber: string,
  grossWeightG: number,
  lines: readonly CustomsLine[],
): CustomsPackage {
  return {
    number: parcel?.parcel_number ?? 1,
    marks: displayNumber.slice(0, 80),
    grossWeightG,
    lengthMm: parcel?.length_mm ?? 0,
    widthMm: parcel?.width_mm ?? 0,
    heightMm: parcel?.height_mm ?? 0,
    contents: lines.map((line, index) => ({ line: index, quantity: line.quantity })),
  };
}
