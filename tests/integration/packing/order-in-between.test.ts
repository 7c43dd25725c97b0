import { expect, it } from 'vitest';
import { openParcel } from '#main/usecases/packing/open-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

it('names another order that is scanned while a box is open, rather than asking to teach its number as a barcode', () => {
  const bed = openUseCaseBed();
  try {
    bed.addSku('CUP', 20);
    bed.intake([paidDraft('T1', 'CUP', 5), paidDraft('T2', 'CUP', 1)]);
    bed.context.db.transaction((tx) => openParcel(tx, bed.context, SYSTEM_ACT, 'st1', bed.order('T1')?.id ?? ''));
    expect(scanCode(bed.context, SYSTEM_ACT, 'st1', 'T2')).toMatchObject({
      verdict: 'refused',
      problem: { code: 'ERR_PACKING_OTHER_ORDER', data: { number: 'T2' } },
    });
    expect(scanCode(bed.context, SYSTEM_ACT, 'st1', 'T1').problem).toBeNull();
  } finally {
    bed.close();
  }
});
