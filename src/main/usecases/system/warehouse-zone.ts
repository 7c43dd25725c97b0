import type { ReadDb } from '#main/db/handles.ts';

/** IANA zone of the warehouse that this workstation works for: on its clock days begin and quiet hours run. */
export function warehouseZone(db: ReadDb): string {
  return db.pluck<[], string>('SELECT zone FROM warehouses ORDER BY id LIMIT 1').get() ?? 'Asia/Shanghai';
}
