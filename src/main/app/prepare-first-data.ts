import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** The warehouse of a fresh installation; its address is the sender on labels until somebody edits it. */
const FIRST_WAREHOUSE = 'main';

const SENDER = {
  name: '打包台',
  phone: '13800000000',
  country: 'CN',
  province: '浙江省',
  city: '杭州市',
  district: '余杭区',
  town: '',
  street: '仓库路 1 号',
  postcode: '311100',
  isMasked: false,
};

/** Makes sure that there is one warehouse to work for. @returns its id */
export function ensureWarehouse(context: UseCaseContext): string {
  const first = context.read.prepare<[], { id: string }>('SELECT id FROM warehouses ORDER BY id LIMIT 1').get();
  if (first) return first.id;
  context.db.transaction((tx) => {
    tx.prepare<[string, string, string, string]>(
      'INSERT INTO warehouses (id, name, zone, sender_json) VALUES (?, ?, ?, ?)',
    ).run(FIRST_WAREHOUSE, 'Main', 'Asia/Shanghai', JSON.stringify(SENDER));
  });
  return FIRST_WAREHOUSE;
}
