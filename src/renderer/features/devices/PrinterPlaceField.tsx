import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Form } from 'antd';
import { isTypedIn } from '#renderer/ui/is-typed-in.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { printerPlace } from '#shared/contract/printer-address.ts';
import type { PrinterOnlyAddress } from '#shared/contract/printer-address.ts';

/** The one text that tells where the printer is: chosen from what this PC knows, or typed. */
export function PrinterPlaceField({ way }: { readonly way: PrinterOnlyAddress['kind'] }): ReactNode {
  const { t } = useTranslation('devices');
  const list = useQuery(
    orpc.devices.printerPlaces.queryOptions({
      input: { kind: way },
      enabled: way !== 'file',
      staleTime: 0,
      refetchInterval: 5_000,
    }),
  ).data;
  const isEmpty = way !== 'file' && list?.problem === null && list.places.length === 0;
  return (
    <>
      <Form.Item
        name="place"
        label={t(`way.place.${way}`)}
        rules={[{ required: true, message: t('way.placeNeeded') }]}
        extra={isEmpty ? t('way.noneFound') : undefined}
      >
        <AutoComplete
          filterOption={isTypedIn}
          options={(list?.places ?? []).map(({ address, label }) => {
            const value = printerPlace(address);
            return { value, label: label === value ? value : `${label}  ${value}` };
          })}
          placeholder={t(`way.example.${way}`)}
        />
      </Form.Item>
      <ProblemNote problem={list?.problem ?? null} />
    </>
  );
}
