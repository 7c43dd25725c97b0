import type { ReactNode } from 'react';
import { NumberField, PickField, TextField } from '#renderer/features/shops/http/DraftFields.tsx';

/** Where the interface is, what it answers in, how fast it may be asked. */
export function ServerStep(): ReactNode {
  return (
    <div className="stack">
      <TextField path="name" name="name" />
      <TextField path="baseUrl" name="baseUrl" />
      <div className="http-row">
        <PickField path="response" name="response" options={['json', 'xml']} />
        <TextField path="apiVersion" name="apiVersion" />
      </div>
      <div className="http-row">
        <TextField path="zone" name="zone" />
        <PickField path="timeFormat" name="timeFormat" options={['iso', 'unix-seconds', 'unix-ms', 'local']} />
        <PickField path="amounts" name="amounts" options={['major', 'minor']} />
      </div>
      <div className="http-row">
        <NumberField path="limits.perSecond" name="perSecond" empty={null} />
        <NumberField path="limits.perMinute" name="perMinute" empty={null} />
        <NumberField path="timeoutMs" name="timeoutMs" />
      </div>
      <TextField path="description" name="description" rows={2} />
    </div>
  );
}
