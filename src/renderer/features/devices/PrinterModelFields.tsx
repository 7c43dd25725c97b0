import { Button, Form, Select, Upload } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { printerAddressOf } from '#renderer/features/devices/form-address.ts';
import { client } from '#renderer/rpc/client.ts';
import type { DeviceOptions, Outputs } from '#renderer/ui/contract-types.ts';
import type { PrinterProfile } from '#shared/contract/printer-profiles.ts';
import { usualReceiptCharset } from '#shared/model/receipt-charset.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

interface Props {
  readonly options: DeviceOptions | undefined;
}

type Detected = Outputs['devices']['detectPrinter'];

/** Which model it is: chosen from the list, told by the printer itself, or out of a file. Fills language and resolution in. */
export function PrinterModelFields({ options }: Props): ReactNode {
  const { t, i18n } = useTranslation('devices');
  const form = Form.useFormInstance<DeviceFormValues>();
  const [detected, setDetected] = useState<Detected | null>(null);
  const profiles = options?.printerProfiles ?? [];

  function choose(id: string): void {
    const profile = profiles.find((candidate) => candidate.id === id);
    if (profile)
      form.setFieldsValue({
        profileId: id,
        languageId: profile.languageId,
        dotsPerMm: profile.dotsPerMm,
        ...withinLimits(profile, form.getFieldsValue(true)),
        smallPictures: profile.smallPictures ?? false,
        receiptCharset: usualReceiptCharset(profile, i18n.language),
        // Receipt paper is as wide as its printer; labels come in any width.
        ...(profile.receiptCharset && { widthMm: profile.widthMm }),
      });
  }

  function take(result: Detected): void {
    setDetected(result);
    const { found } = result;
    if (!found) return;
    if (found.profileId) choose(found.profileId);
    form.setFieldsValue({
      languageId: found.languageId,
      ...(found.dotsPerMm !== null && { dotsPerMm: found.dotsPerMm }),
    });
  }

  const detect = useAct(() => client.devices.detectPrinter({ address: printerAddressOf(form.getFieldsValue(true)) }), {
    done: take,
  });
  const importFile = useAct(async (file: File) => client.devices.importPrinterProfile({ text: await file.text() }), {
    toast: t('printerModel.imported'),
  });

  return (
    <>
      <div className="form-row">
        <Form.Item
          name="profileId"
          label={t('printerModel.model')}
          tooltip={t('printerModel.modelHint')}
          className="grow"
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            onChange={choose}
            options={profiles.map(({ id, vendor, model }) => ({ value: id, label: `${vendor} ${model}` }))}
          />
        </Form.Item>
        <Form.Item label=" " colon={false}>
          <Button loading={detect.busy} onClick={() => detect.run(undefined)}>
            {t('printerModel.detect')}
          </Button>
        </Form.Item>
        <Form.Item label=" " colon={false}>
          <Upload
            accept=".json"
            showUploadList={false}
            beforeUpload={(file) => {
              importFile.run(file);
              return false;
            }}
          >
            <Button loading={importFile.busy}>{t('printerModel.importProfile')}</Button>
          </Upload>
        </Form.Item>
      </div>
      {detected && (
        <p role="status">
          {detected.found
            ? t('printerModel.detected', {
                model: detected.found.model,
                language: options?.languages.find(({ id }) => id === detected.found?.languageId)?.label ?? '',
              })
            : t('printerModel.notDetected')}
        </p>
      )}
      <ProblemNote problem={detect.problem} onClose={detect.clear} />
      <ProblemNote problem={importFile.problem} onClose={importFile.clear} />
    </>
  );
}

/** What another model had and this one has not: a sensor, a cutter, a speed, a darkness. */
function withinLimits(
  { sensors, cutter, speed, darkness }: PrinterProfile,
  before: DeviceFormValues,
): Pick<DeviceFormValues, 'sensor' | 'cutting' | 'speed' | 'darkness'> {
  const isWithin = (value: number | null, limits: { min: number; max: number } | null): boolean =>
    value === null || (limits !== null && value >= limits.min && value <= limits.max);
  return {
    sensor: before.sensor !== 'asSet' && !sensors.includes(before.sensor) ? 'asSet' : before.sensor,
    cutting: cutter === 'none' ? 'asSet' : before.cutting,
    speed: isWithin(before.speed, speed) ? before.speed : null,
    darkness: isWithin(before.darkness, darkness) ? before.darkness : null,
  };
}
