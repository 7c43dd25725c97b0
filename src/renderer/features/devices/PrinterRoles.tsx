import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { DeviceView, Inputs } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useStation } from '#renderer/ui/use-station.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

type Kind = Inputs['documents']['setRole']['kind'];

const KINDS: readonly Kind[] = [
  'waybill',
  'pick_slip',
  'wave_list',
  'packing_slip',
  'carton',
  'sscc',
  'return',
  'product',
  'location',
  'receipt',
  'customs_paper',
];

/** Which printer takes which kind of document at this station. With one printer there is nothing to choose. */
export function PrinterRoles({ devices }: { readonly devices: readonly DeviceView[] }): ReactNode {
  const { t } = useTranslation('devices');
  const stationId = useStation();
  const isLead = useHasRole('lead');
  const listed = useQuery(orpc.documents.roles.queryOptions({ input: { stationId } })).data;
  const choose = useAct(
    (choice: Pick<Inputs['documents']['setRole'], 'kind' | 'deviceId'>) =>
      client.documents.setRole({ stationId, ...choice }),
    { toast: t('roles.saved') },
  );
  const printers = devices.filter(({ kind, config }) => kind === 'printer' && config.address.kind !== 'component');
  if (printers.length < 2 || !listed) return null;
  const usual = t('roles.usual', { name: listed.usual?.name ?? '—' });
  return (
    <Panel title={t('roles.title')}>
      <p className="muted">{t('roles.hint')}</p>
      <div className="printer-roles">
        {KINDS.map((kind) => {
          const role = listed.roles.find((known) => known.kind === kind);
          return (
            <label key={kind} className="stack-tight">
              <span>{t(`common:printKind.${kind}`)}</span>
              <Select
                aria-label={t(`common:printKind.${kind}`)}
                value={role?.deviceId ?? ''}
                disabled={!isLead || choose.busy}
                status={role?.problem ? 'error' : ''}
                onChange={(id) =>
                  choose.run({ kind, deviceId: printers.find((printer) => printer.id === id)?.id ?? null })
                }
                options={[
                  { value: '', label: usual },
                  ...printers.map((printer) => ({ value: String(printer.id), label: printer.name })),
                ]}
              />
              <ProblemNote problem={role?.problem ?? null} />
            </label>
          );
        })}
      </div>
      <ProblemNote problem={choose.problem} onClose={choose.clear} />
    </Panel>
  );
}
