import { Form } from 'antd';
import type { ReactNode } from 'react';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { LiveBytes } from '#renderer/features/devices/LiveBytes.tsx';
import { ScaleFinder } from '#renderer/features/devices/ScaleFinder.tsx';

/** Help with a scale whose settings nobody knows; offered as soon as it is said where the scale is. */
export function ScaleSetupFields(): ReactNode {
  const transport = Form.useWatch<DeviceFormValues['transport'] | undefined>('transport') ?? 'serial';
  const host = Form.useWatch<string | undefined>('host');
  const path = Form.useWatch<string | undefined>('path');
  const hidKey = Form.useWatch<string | undefined>('hidKey');
  // A scale hangs on one of these three.
  const place = transport === 'tcp' ? host : transport === 'hid' ? hidKey : path;
  if (!place) return null;
  return (
    <div className="stack" style={{ marginBottom: 16 }}>
      {transport !== 'hid' && <ScaleFinder />}
      <LiveBytes />
    </div>
  );
}
