import type { ClearanceResult } from '#shared/model/customs-data.ts';

/** What a status means: a result, or a step on the way of which nothing is to be recorded. */
export type StatusMeaning = ClearanceResult | 'ignore';

/**
 * Statuses of receipts and words of carriers' files. Numbers are `returnStatus` of CEB receipts, read in two independent public
 * sources [S]; a status that does not stand here is listed and asked about, never guessed.
 */
const MEANINGS: Readonly<Record<StatusMeaning, readonly string[]>> = {
  cleared: [
    '800',
    '899',
    'cleared',
    'clear',
    'released',
    'release',
    'passed',
    '放行',
    '结关',
    '已放行',
    '已清关',
    '清关完成',
    '通关',
  ],
  refused: ['100', 'refused', 'rejected', 'denied', '退单', '海关退单', '拒绝', '清关失败'],
  held: [
    '500',
    '501',
    '502',
    '503',
    '599',
    'held',
    'hold',
    'detained',
    'seized',
    'inspection',
    '查验',
    '扣留',
    '扣关',
    '扣件',
  ],
  returned: ['700', 'returned', 'return to sender', '退运', '退回', '已退回'],
  ignore: [
    '1',
    '2',
    '3',
    '120',
    '300',
    '399',
    '电子口岸已暂存',
    '电子口岸申报中',
    '发送海关成功',
    '海关入库',
    '人工审核',
    '海关审结',
  ],
};

const BY_STATUS = new Map(
  Object.entries(MEANINGS).flatMap(([meaning, statuses]) =>
    statuses.map((status) => [status, meaning as StatusMeaning]),
  ),
);

/** The meaning of a status as it stands in a file; null: nobody said what it means. */
export function meaningOfStatus(status: string, own: Readonly<Record<string, StatusMeaning>>): StatusMeaning | null {
  const clean = status.normalize('NFKC').trim();
  const ownKey = Object.keys(own).find((key) => sameStatus(key, clean));
  if (ownKey !== undefined) return own[ownKey] ?? null;
  return BY_STATUS.get(clean.toLowerCase()) ?? null;
}

function sameStatus(a: string, b: string): boolean {
  return a.normalize('NFKC').trim().toLowerCase() === b.toLowerCase();
}
