import type { TFunction } from 'i18next';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import type { Format } from '#renderer/ui/format.ts';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { SETTING_FIELDS } from '#renderer/ui/setting-fields.ts';
import { showValue } from '#renderer/ui/show-value.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { SETTINGS } from '#shared/model/settings.ts';
import type { SettingName } from '#shared/model/settings.ts';

export type AuditEntry = Outputs['auth']['audit']['entries'][number];

export interface AuditText {
  readonly actor: string;
  readonly act: string;
  readonly target: string;
  readonly details: string;
}

/** Ids, keys and trace numbers are for machines; the target's name stands in its own column. */
const NOT_FOR_PEOPLE: ReadonlySet<string> = new Set([
  'source',
  'traceId',
  'id',
  'key',
  'name',
  'number',
  'deviceId',
  'shopId',
  'stationId',
  'ruleId',
  'ref',
  'request',
]);

interface Words {
  readonly t: TFunction<'audit'>;
  readonly format: Format;
  /** Names of channels and carriers by their id. */
  readonly pluginName: (id: string) => string | undefined;
}

/** One entry of the audit in words of the window's language. */
export function useAuditText(): (entry: AuditEntry) => AuditText {
  const { t } = useTranslation('audit');
  const { language } = usePreferences();
  const format = useFormat();
  const channels = useQuery(orpc.shops.channels.queryOptions()).data?.channels;
  const carriers = useQuery(orpc.carriers.available.queryOptions()).data?.carriers;
  const words = useMemo((): Words => {
    const plugins = [...(channels ?? []), ...(carriers ?? [])];
    return { t, format, pluginName: (id) => plugins.find((plugin) => plugin.id === id)?.label[language] };
  }, [t, format, channels, carriers, language]);
  return useCallback((entry) => auditText(entry, words), [words]);
}

function auditText(entry: AuditEntry, words: Words): AuditText {
  const actor = words.t(`actor.${entry.actorName}`, { defaultValue: entry.actorName });
  const act = words.t(`act.${entry.act}`, { defaultValue: entry.act });
  if (entry.act !== 'setting.change' || !isSetting(entry.target)) {
    return { actor, act, target: targetOf(entry, words), details: detailsOf(entry.data, words) };
  }
  const field = SETTING_FIELDS[entry.target] ?? { group: 'other' };
  const show = (value: unknown): string => showValue(entry.target, field, value, words.t);
  return {
    actor,
    act,
    target: words.t(`settings:name.${entry.target}.label`, {
      defaultValue: words.t(`target.${entry.target}`, { defaultValue: entry.target }),
    }),
    details: `${show(entry.data['before'])} → ${show(entry.data['after'])}`,
  };
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

function targetOf(entry: AuditEntry, words: Words): string {
  const named = entry.targetName ?? entry.data['name'] ?? entry.data['number'];
  const target = typeof named === 'string' && named !== '' ? named : entry.target;
  if (entry.act.startsWith('job.')) return words.t(`jobs:topic.${target}`, { defaultValue: target });
  // The product's own rules have no name but in the words of the window.
  if (entry.act.startsWith('cleaning.')) return words.t(`cleaning:builtIn.${target}.name`, { defaultValue: target });
  // A backup's name without the folders before it.
  if (entry.act.startsWith('backup.')) return target.split(/[/\\]/).at(-1) ?? target;
  return words.t(`target.${target}`, { defaultValue: target });
}

function detailsOf(data: AuditEntry['data'], words: Words): string {
  const { before, after, ...others } = data;
  return [...changes(before, after, words), ...facts(others, words)].join(' · ');
}

/** What was, and what it became; of two records only what differs. */
function changes(before: unknown, after: unknown, words: Words): string[] {
  if (before === undefined || after === undefined) return [];
  if (!isRecord(before) || !isRecord(after))
    return [`${valueOf('before', before, words)} → ${valueOf('after', after, words)}`];
  return Object.keys(after)
    .filter((key) => valueOf(key, before[key], words) !== valueOf(key, after[key], words))
    .map((key) => fact(key, `${valueOf(key, before[key], words)} → ${valueOf(key, after[key], words)}`, words));
}

function facts(data: Readonly<Record<string, unknown>>, words: Words): string[] {
  return Object.entries(data)
    .filter(([key, value]) => !NOT_FOR_PEOPLE.has(key) && value !== null && value !== '')
    .map(([key, value]) => fact(key, valueOf(key, value, words), words));
}

function fact(key: string, value: string, words: Words): string {
  return words.t('detail', { what: words.t(`data.${key}`, { defaultValue: key }), value });
}

function valueOf(key: string, value: unknown, words: Words): string {
  if (value === true) return words.t('common:yes');
  if (value === false) return words.t('common:no');
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.map((one) => valueOf(key, one, words)).join(', ');
  if (isRecord(value)) return facts(value, words).join(', ');
  if (key === 'bytes') return words.format.bytes(Number(value));
  if (key === 'channel' || key === 'carrier') return words.pluginName(String(value)) ?? String(value);
  if (key === 'pollIntervalMs') return words.t('shops:shop.everySeconds', { n: Math.round(Number(value) / 1000) });
  if (key === 'afterMs') return words.t('shops:shop.everySeconds', { n: Math.round(Number(value) / 1000) });
  if (/[a-z]G$/.test(key)) return words.format.weight(Number(value));
  const own = words.t(`value.${key}.${String(value)}`, { defaultValue: '' });
  if (own !== '') return own;
  return key === 'fields'
    ? words.t(`customs-goods:field.${String(value)}`, { defaultValue: String(value) })
    : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
