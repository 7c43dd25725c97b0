import type { ReadDb } from '#main/db/handles.ts';

const PREFIX = 'platform:';

/** The label key of a waybill that its platform made; its number is the number of the task at the print component. */
export function platformLabelKey(componentId: string, documentId: string): string {
  return `${PREFIX}${componentId}:${documentId}`;
}

/** The number of such a waybill; null for labels of our own. */
export function platformNumber(labelKey: string): string | null {
  if (!labelKey.startsWith(PREFIX)) return null;
  return labelKey.slice(labelKey.indexOf(':', PREFIX.length) + 1);
}

/** The keys under which a scanned number may stand: one for each kind of component that ever was a printer here. */
export function platformKeysOf(db: ReadDb, number: string): readonly string[] {
  return db
    .pluck<[], string>(
      `SELECT DISTINCT json_extract(config_json, '$.address.componentId') FROM devices
       WHERE kind = 'printer' AND json_extract(config_json, '$.address.kind') = 'component'`,
    )
    .all()
    .map((componentId) => platformLabelKey(componentId, number));
}
