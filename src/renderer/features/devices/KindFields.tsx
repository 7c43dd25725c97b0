import { Form, Input, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PaperFields } from '#renderer/features/devices/PaperFields.tsx';
import { OffsetPicture } from '#renderer/features/devices/OffsetPicture.tsx';
import { ReceiptFields } from '#renderer/features/devices/ReceiptFields.tsx';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import type { DeviceOptions } from '#renderer/ui/contract-types.ts';
import { SCANNER_PURPOSES } from '#shared/contract/scanner-news.ts';
import { choosesSmallPictures } from '#shared/model/small-pictures.ts';
import { darknessScale } from '#shared/model/print-darkness.ts';

interface Props {
  readonly options: DeviceOptions | undefined;
}

const DOTS_PER_MM = [
  { value: 8, label: '203 dpi' },
  { value: 11.811, label: '300 dpi' },
  { value: 12, label: '12 / mm' },
  { value: 23.622, label: '600 dpi' },
];

/** Where documents may go that only a driver understands. */
const KEEPS_DOCUMENTS: readonly DeviceFormValues['transport'][] = ['ipp', 'file'];

/** What only printers have. */
export function PrinterFields({ options }: Props): ReactNode {
  const { t } = useTranslation('devices');
  const way = Form.useWatch<DeviceFormValues['transport'] | undefined>('transport') ?? 'tcp';
  const languageId = Form.useWatch<string | undefined>('languageId') ?? '';
  const darkness = darknessScale(languageId);
  const profileId = Form.useWatch<string | null | undefined>('profileId');
  const profile = options?.printerProfiles.find(({ id }) => id === profileId);
  const languages = (options?.languages ?? []).filter(({ queueOnly }) => !queueOnly || KEEPS_DOCUMENTS.includes(way));
  return (
    <>
      <div className="form-row">
        <Form.Item name="languageId" label={t('field.language')} className="grow">
          <Select options={languages.map(({ id, label }) => ({ value: id, label }))} />
        </Form.Item>
        <Form.Item name="dotsPerMm" label={t('field.resolution')}>
          <Select options={DOTS_PER_MM} style={{ width: 110 }} />
        </Form.Item>
      </div>
      <PaperFields profile={profile} />
      <div className="form-row">
        <Form.Item name="darkness" label={t('field.darkness')}>
          <InputNumber
            min={(darkness && profile?.darkness?.min) ?? darkness?.min ?? 0}
            max={(darkness && profile?.darkness?.max) ?? darkness?.max ?? 0}
            disabled={!darkness}
            placeholder={t('field.asSet')}
          />
        </Form.Item>
        <Form.Item name="speed" label={t('field.speed')}>
          <InputNumber min={profile?.speed?.min ?? 1} max={profile?.speed?.max ?? 14} placeholder={t('field.asSet')} />
        </Form.Item>
        <Form.Item name="rotate180" label={t('field.rotate180')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item
          hidden={!choosesSmallPictures(languageId)}
          name="smallPictures"
          label={t('smallPictures.field')}
          tooltip={t('smallPictures.hint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </div>
      <ReceiptFields languageId={languageId} />
      <div className="form-row">
        <Form.Item name="offsetXMm" label={t('offset.x')}>
          <InputNumber min={-5} max={5} step={0.5} suffix="mm" />
        </Form.Item>
        <Form.Item name="offsetYMm" label={t('offset.y')}>
          <InputNumber min={-5} max={5} step={0.5} suffix="mm" />
        </Form.Item>
        <OffsetPicture />
      </div>
    </>
  );
}

/** What only scales have. */
export function ScaleFields({ options }: Props): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <div className="form-row">
      <Form.Item
        name="protocolId"
        label={t('field.protocol')}
        rules={[{ required: true, message: t('field.protocolNeeded') }]}
        className="grow"
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(options?.scaleProtocols ?? []).map(({ id, label }) => ({ value: id, label }))}
        />
      </Form.Item>
      <Form.Item name="minimumG" label={t('field.minimumG')} tooltip={t('field.minimumHint')}>
        <InputNumber min={0} suffix="g" />
      </Form.Item>
      <Form.Item name="divisionG" label={t('field.divisionG')}>
        <InputNumber min={1} suffix="g" />
      </Form.Item>
    </div>
  );
}

const BYTE_ENDS = ['crlf', 'cr', 'lf', 'none'] as const;
/** Of a scanner that types: Enter or Tab, or nothing. */
const KEY_ENDS = ['crlf', 'none'] as const;

/** What only scanners have. */
export function ScannerFields(): ReactNode {
  const { t } = useTranslation('devices');
  const transport = Form.useWatch<DeviceFormValues['transport'] | undefined>('transport');
  const isWedge = transport === 'wedge';
  return (
    <div className="form-row">
      <Form.Item name="purpose" label={t('field.purpose')} extra={t('field.purposeHint')}>
        <Select
          options={SCANNER_PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
          style={{ width: 230 }}
        />
      </Form.Item>
      <Form.Item
        name="prefix"
        label={t('field.prefix')}
        className="grow"
        rules={[{ required: isWedge, message: t('field.prefixNeeded') }]}
      >
        <Input placeholder={t('field.none')} />
      </Form.Item>
      <Form.Item name="separator" label={t('field.separator')} tooltip={t('field.separatorHint')}>
        <Input maxLength={1} placeholder="FNC1" style={{ width: 110 }} />
      </Form.Item>
      <Form.Item hidden={isWedge} name="suffix" label={t('field.suffix')}>
        <Select
          options={(transport === 'input' ? KEY_ENDS : BYTE_ENDS).map((value) => ({
            value,
            label: value === 'none' ? t('field.none') : transport === 'input' ? t('field.endKey') : value.toUpperCase(),
          }))}
          style={{ width: 150 }}
        />
      </Form.Item>
    </div>
  );
}
