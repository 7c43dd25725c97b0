import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AddressFields } from '#renderer/features/devices/AddressFields.tsx';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { configOf, defaultValues, valuesOf } from '#renderer/features/devices/device-defaults.ts';
import { PrinterFields, ScaleFields, ScannerFields } from '#renderer/features/devices/KindFields.tsx';
import { PrinterAddressFields } from '#renderer/features/devices/PrinterAddressFields.tsx';
import { ScaleSetupFields } from '#renderer/features/devices/ScaleSetupFields.tsx';
import { StationField } from '#renderer/features/devices/StationField.tsx';
import { PrinterModelFields } from '#renderer/features/devices/PrinterModelFields.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { DeviceView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useStation } from '#renderer/ui/use-station.ts';

interface Props {
  readonly kind: DeviceView['kind'];
  /** null adds a new one. */
  readonly device: DeviceView | null;
  readonly onClose: () => void;
}

/** Adds or changes a device. */
export function DeviceForm({ kind, device, onClose }: Props): ReactNode {
  const { t } = useTranslation('devices');
  const stationId = useStation();
  const [form] = Form.useForm<DeviceFormValues>();
  const options = useQuery(orpc.devices.options.queryOptions()).data;
  const save = useAct(
    (values: DeviceFormValues) => {
      const config = configOf(kind, values);
      return device
        ? client.devices.update({ id: device.id, name: values.name, config })
        : client.devices.create({
            name: values.name,
            config,
            isDefault: values.isDefault && values.transport !== 'component',
          });
    },
    { toast: t('saved'), done: onClose },
  );
  // A print component brings its own templates and sizes.
  const drawsLabels = Form.useWatch('transport', form) !== 'component' && kind === 'printer';
  const others = (useQuery(orpc.devices.list.queryOptions()).data?.devices ?? []).filter(
    (known) => known.kind === kind,
  );
  const usual = others.find((known) => known.isDefault);
  const takesOver = Form.useWatch('isDefault', form) === true;
  // A further one becomes the usual one only where somebody says so.
  const initial = device ? valuesOf(device) : { ...defaultValues(kind, stationId), isDefault: others.length === 0 };
  return (
    <Modal
      open
      title={device ? t('editTitle', { name: device.name }) : t(`add.${kind}`)}
      okText={t('common:save')}
      cancelText={t('common:cancel')}
      confirmLoading={save.busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={620}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={() => save.run({ ...initial, ...form.getFieldsValue(true) })}
        onValuesChange={(changed: Partial<DeviceFormValues>) => {
          // A USB HID scale speaks one language only.
          if (changed.transport === 'hid') form.setFieldsValue({ protocolId: 'hid-pos' });
          const protocol = options?.scaleProtocols.find((known) => known.id === changed.protocolId);
          // The protocol's own factory settings, so that nobody has to look up baud and parity.
          if (protocol && protocol.id !== 'pattern')
            form.setFieldsValue({
              baudRate: protocol.baudRate,
              dataBits: protocol.dataBits,
              parity: protocol.parity,
              stopBits: protocol.stopBits,
            });
        }}
      >
        <Form.Item
          name="name"
          label={t('field.name')}
          rules={[{ required: true, whitespace: true, message: t('field.nameNeeded') }]}
        >
          <Input autoFocus maxLength={60} placeholder={t(`field.namePlaceholder.${kind}`)} />
        </Form.Item>
        {kind === 'scale' && <ScaleFields options={options} />}
        {kind === 'printer' ? <PrinterAddressFields /> : <AddressFields kind={kind} />}
        {kind === 'scale' && <ScaleSetupFields />}
        {drawsLabels && <PrinterModelFields options={options} />}
        {drawsLabels && <PrinterFields options={options} />}
        {kind === 'scanner' && <ScannerFields />}
        {kind !== 'printer' && <StationField kind={kind} known={others} />}
        {!device && (drawsLabels || kind === 'scale') && (
          <Form.Item
            name="isDefault"
            label={t('makeDefault')}
            valuePropName="checked"
            extra={usual && takesOver && t('takesOver', { name: usual.name })}
          >
            <Switch />
          </Form.Item>
        )}
      </Form>
      <ProblemNote problem={save.problem} />
    </Modal>
  );
}
