import { Button, Form, Select, Upload } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { printerAddressOf } from '#renderer/features/devices/form-address.ts';
import { client } from '#renderer/rpc/client.ts';
import type { DeviceOptions, Outputs } from '#renderer/ui/contract-types.ts';
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
  const [chosen, setChosen] = useState<string | null>(null);
  const [detected, setDetected] = useState<Detected | null>(null);
  const profiles = options?.printerProfiles ?? [];

  function choose(id: string): void {
    setChosen(id);
    const profile = profiles.find((candidate) => candidate.id === id);
    if (profile)
      form.setFieldsValue({
        languageId: profile.languageId,
        dotsPerMm: profile.dotsPerMm,
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
        <Form.Item label={t('printerModel.model')} tooltip={t('printerModel.modelHint')} className="grow">
          <Select
            showSearch
            optionFilterProp="label"
            value={chosen}
            onChange={choose}
            aria-label={t('printerModel.model')}
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
