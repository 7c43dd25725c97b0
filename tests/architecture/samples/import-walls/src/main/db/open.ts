import { cleanDraft } from '#core/orders/clean-draft.ts';
import '#main/usecases/pack-order.ts';
import 'serialport';

export const open = cleanDraft;
