import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { SETTING_FIELDS } from '#renderer/ui/setting-fields.ts';
import { showValue } from '#renderer/ui/show-value.ts';
import { SETTINGS } from '#shared/model/settings.ts';
import type { SettingName } from '#shared/model/settings.ts';

export type AuditEntry = Outputs['auth']['audit']['entries'][number];

export interface AuditText {
  readonly act: string;
  readonly target: string;
  readonly details: string;
}

/** Ids, keys and trace numbers are for machines; the target's name stands in its own column. */
const NOT_FOR_PEOPLE: ReadonlySet<string> = new Set(['source', 'traceId', 'id', 'key', 'name', 'number']);

/** One entry of the audit in words of the window's language. */
export function useAuditText(): (entry: AuditEntry) => AuditText {
  const { t } = useTranslation('audit');
  return useCallback((entry) => auditText(entry, t), [t]);
}

function auditText(entry: AuditEntry, t: TFunction<'audit'>): AuditText {
  const act = t(`act.${entry.act}`, { defaultValue: entry.act });
  if (entry.act !== 'setting.change' || !isSetting(entry.target)) {
    return { act, target: targetOf(entry, t), details: detailsOf(entry.data, t) };
  }
  const field = SETTING_FIELDS[entry.target] ?? { group: 'other' };
  const show = (value: unknown): string => showValue(entry.target, field, value, t);
  return {
    act,
    target: t(`settings:name.${entry.target}.label`, { defaultValue: entry.target }),
    details: `${show(entry.data['before'])} → ${show(entry.data['after'])}`,
  };
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

function targetOf(entry: AuditEntry, t: TFunction<'audit'>): string {
  const named = entry.targetName ?? entry.data['name'] ?? entry.data['number'];
  const target = typeof named === 'string' && named !== '' ? named : entry.target;
  if (entry.act.startsWith('job.')) return t(`jobs:topic.${target}`, { defaultValue: target });
  // A backup's name without the folders before it.
  if (entry.act.startsWith('backup.')) return target.split(/[/\\]/).at(-1) ?? target;
  return t(`target.${target}`, { defaultValue: target });
}

function detailsOf(data: AuditEntry['data'], t: TFunction<'audit'>): string {
  const { before, after, ...others } = data;
  return [...changes(before, after, t), ...facts(others, t)].join(' · ');
}

/** What was, and what it became; of two records only what differs. */
function changes(before: unknown, after: unknown, t: TFunction<'audit'>): string[] {
  if (before === undefined || after === undefined) return [];
  if (!isRecord(before) || !isRecord(after)) return [`${valueOf('before', before, t)} → ${valueOf('after', after, t)}`];
  return Object.keys(after)
    .filter((key) => valueOf(key, before[key], t) !== valueOf(key, after[key], t))
    .map((key) => fact(key, `${valueOf(key, before[key], t)} → ${valueOf(key, after[key], t)}`, t));
}

function facts(data: Readonly<Record<string, unknown>>, t: TFunction<'audit'>): string[] {
  return Object.entries(data)
    .filter(([key, value]) => !NOT_FOR_PEOPLE.has(key) && value !== null && value !== '')
    .map(([key, value]) => fact(key, valueOf(key, value, t), t));
}

function fact(key: string, value: string, t: TFunction<'audit'>): string {
  return t('detail', { what: t(`data.${key}`, { defaultValue: key }), value });
}

function valueOf(key: string, value: unknown, t: TFunction<'audit'>): string {
  if (value === true) return t('common:yes');
  if (value === false) return t('common:no');
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.map((one) => valueOf(key, one, t)).join(', ');
  if (isRecord(value)) return facts(value, t).join(', ');
  if (key === 'pollIntervalMs') return t('shops:shop.everySeconds', { n: Math.round(Number(value) / 1000) });
  return t(`value.${key}.${String(value)}`, { defaultValue: String(value) });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
