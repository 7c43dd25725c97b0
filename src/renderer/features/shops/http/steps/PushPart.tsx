import type { ReactNode } from 'react';
import { PartSwitch, PickField, TextField } from '#renderer/features/shops/http/DraftFields.tsx';
import { ENCODINGS, HASHES } from '#renderer/features/shops/http/steps/signing-choices.ts';

/** How a message that the interface sends by itself is known and read. */
export function PushPart(): ReactNode {
  return (
    <PartSwitch
      path="push"
      name="push"
      part={{
        signatureHeader: 'X-Signature',
        prefix: '',
        hash: 'sha256',
        encoding: 'hex',
        timestampHeader: '',
        numberPath: 'orderNo',
        topicPath: '',
        deliveryHeader: '',
      }}
    >
      <div className="http-row">
        <TextField path="push.signatureHeader" name="signatureHeader" />
        <TextField path="push.prefix" name="prefix" />
        <TextField path="push.timestampHeader" name="timestampHeader" />
      </div>
      <div className="http-row">
        <PickField path="push.hash" name="hash" options={HASHES} />
        <PickField path="push.encoding" name="encoding" options={ENCODINGS} />
      </div>
      <div className="http-row">
        <TextField path="push.numberPath" name="numberPath" />
        <TextField path="push.topicPath" name="topicPath" />
        <TextField path="push.deliveryHeader" name="deliveryHeader" />
      </div>
    </PartSwitch>
  );
}
