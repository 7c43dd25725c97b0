import { Checkbox, Input, Modal, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  EMPTY_PROFILE,
  codesOf,
  textOfCodes,
  textOfUnits,
  unitsOf,
} from '#renderer/features/customs/data/company-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { CustomsTemplateView } from '#shared/contract/customs-data.ts';
import type { Ceb603Profile } from '#shared/model/customs-data.ts';

/** Fields with the lengths of the message; the bonded ones stay empty for 9610. */
const FIELDS = [
  ['customsCode', 4],
  ['portCode', 4],
  ['ebpCode', 50],
  ['ebpName', 100],
  ['ebcCode', 18],
  ['ebcName', 100],
  ['agentCode', 18],
  ['agentName', 100],
  ['ownerCode', 18],
  ['ownerName', 100],
  ['logisticsCode', 18],
  ['logisticsName', 100],
  ['copCode', 18],
  ['copName', 100],
  ['dxpId', 30],
  ['trafMode', 1],
  ['wrapType', 1],
  ['loctNo', 10],
  ['pod', 6],
  ['iacCode', 18],
  ['iacName', 100],
  ['emsNo', 30],
  ['usualStatutoryUnit', 4],
] as const;

/** What a 9610 list says of the company and its lane. Nothing is filled in by itself. */
export function CompanyForm({
  template,
  onClose,
}: {
  readonly template: CustomsTemplateView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('customs-data');
  const initial = template?.body.kind === 'ceb603' ? template.body.ceb603 : EMPTY_PROFILE;
  const [name, setName] = useState(template?.name ?? '');
  const [profile, setProfile] = useState(initial);
  const [countries, setCountries] = useState(textOfCodes(initial.countryNumbers));
  const [currencies, setCurrencies] = useState(textOfCodes(initial.currencyNumbers));
  const [units, setUnits] = useState(textOfUnits(initial.statutoryUnits));
  const read = {
    countryNumbers: codesOf(countries, /^[A-Z]{2}$/),
    currencyNumbers: codesOf(currencies, /^[A-Z]{3}$/),
    statutoryUnits: unitsOf(units),
  };
  const isReadable = read.countryNumbers !== null && read.currencyNumbers !== null && read.statutoryUnits !== null;
  const save = useAct(
    () =>
      client.customsData.saveTemplate({
        id: template?.id ?? null,
        version: template?.version ?? 0,
        name,
        body: {
          kind: 'ceb603',
          ceb603: {
            ...profile,
            countryNumbers: read.countryNumbers ?? {},
            currencyNumbers: read.currencyNumbers ?? {},
            statutoryUnits: read.statutoryUnits ?? [],
          },
        },
      }),
    { toast: t('setUps.saved'), done: onClose },
  );
  const change = (next: Partial<Ceb603Profile>): void => setProfile({ ...profile, ...next });
  return (
    <Modal
      open
      width={900}
      title={template ? template.name : t('setUps.addCompany')}
      okText={t('common:save')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: name.trim() === '' || !isReadable }}
      confirmLoading={save.busy}
      onOk={() => save.run(undefined)}
      onCancel={onClose}
    >
      <div className="stack">
        <label className="stack-tight">
          {t('setUps.name')}
          <Input autoFocus maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <div className="row">
          <Segmented
            aria-label={t('company.statisticsFlag')}
            value={profile.statisticsFlag}
            onChange={(statisticsFlag) => change({ statisticsFlag })}
            options={(['B', 'A'] as const).map((value) => ({ value, label: t(`company.statistics.${value}`) }))}
          />
          <Segmented
            aria-label={t('company.appStatus')}
            value={profile.appStatus}
            onChange={(appStatus) => change({ appStatus })}
            options={(['2', '1'] as const).map((value) => ({ value, label: t(`company.status.${value}`) }))}
          />
          <Segmented
            aria-label={t('company.codes')}
            value={profile.codes}
            onChange={(codes) => change({ codes })}
            options={(['alpha3', 'customs3'] as const).map((value) => ({ value, label: t(`company.code.${value}`) }))}
          />
        </div>
        <div className="row">
          <Checkbox checked={profile.hasTaxRefund} onChange={(event) => change({ hasTaxRefund: event.target.checked })}>
            {t('company.hasTaxRefund')}
          </Checkbox>
          <Checkbox
            checked={profile.hasExportDuty}
            onChange={(event) => change({ hasExportDuty: event.target.checked })}
          >
            {t('company.hasExportDuty')}
          </Checkbox>
        </div>
        <div className="customs-company">
          {FIELDS.map(([field, most]) => (
            <label key={field} className="stack-tight">
              {t(`field.profile_${field}`)}
              <Input
                maxLength={most}
                value={profile[field]}
                onChange={(event) => change({ [field]: event.target.value })}
              />
            </label>
          ))}
        </div>
        {(
          [
            ['units', units, setUnits, read.statutoryUnits],
            ['countries', countries, setCountries, read.countryNumbers],
            ['currencies', currencies, setCurrencies, read.currencyNumbers],
          ] as const
        ).map(([key, text, setText, value]) => (
          <label key={key} className="stack-tight">
            {t(`company.${key}`)}
            <Input.TextArea
              rows={2}
              status={value === null ? 'error' : ''}
              placeholder={t(`company.${key}Hint`)}
              maxLength={20_000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
        ))}
        <ProblemNote problem={save.problem} onClose={save.clear} />
      </div>
    </Modal>
  );
}
