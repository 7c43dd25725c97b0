import type { Tone } from '#renderer/ui/Chip.tsx';

const STOP =
  /\.(cancelled|cancelled_after_label|failed|voided|parked|confirm_parked|interrupted|unconfirmed|outcome_unknown)$/;
const WARN =
  /^(hold\.placed|stock\.short|packing\.(item_refused|expired_accepted|weight_refused|cancelled)|label\.(blocked|reprinted)|shipment\.settled_stayed|cleaning\.(rule_stopped|undone)|order\.(refund_requested|revealed|shipped_elsewhere))$/;
const GO =
  /^(order\.(paid|delivered|completed)|hold\.released|packing\.(items_complete|packed)|waybill\.issued|label\.(printed|confirmed)|shipment\.(confirmed|settled_left))$/;

/** Colour of an event's dot: trouble, attention, success, or an ordinary step. */
export function eventTone(type: string): Tone {
  if (STOP.test(type)) return 'stop';
  if (WARN.test(type)) return 'warn';
  return GO.test(type) ? 'go' : 'accent';
}
