import type { Outputs } from '#renderer/ui/contract-types.ts';
import type { GoodsFacts, GoodsPatch } from '#shared/model/customs-goods.ts';

/** What the sections of the drawer share: the goods as they are stored, as they are being edited, and a way to edit them. */
export interface GoodsForm {
  readonly goods: Outputs['customsGoods']['get']['goods'];
  readonly value: GoodsFacts;
  readonly set: (patch: GoodsPatch) => void;
}

/** The goods with what was edited laid over them. Half-typed values pass: the backend judges what is saved. */
export function withDraft(goods: GoodsForm['goods'], draft: GoodsPatch): GoodsFacts {
  return { ...goods, ...(draft as Partial<GoodsFacts>) };
}
