import type { ReactNode } from 'react';
import { LinesField, PartSwitch } from '#renderer/features/shops/http/DraftFields.tsx';
import { RequestFields } from '#renderer/features/shops/http/RequestFields.tsx';
import { PushPart } from '#renderer/features/shops/http/steps/PushPart.tsx';
import { RefundsPart } from '#renderer/features/shops/http/steps/RefundsPart.tsx';
import { POST } from '#renderer/features/shops/http/steps/request-starters.ts';

/** What goes back to the interface or comes by other ways: shipments, stock, refunds, pushes. */
export function BackStep(): ReactNode {
  return (
    <div className="stack">
      <PartSwitch path="shipment" name="shipment" part={{ request: POST, carriers: {} }}>
        <RequestFields path="shipment.request" />
        <LinesField path="shipment.carriers" name="carriers" rows={3} />
      </PartSwitch>
      <PartSwitch path="stock" name="stock" part={{ request: { ...POST, method: 'PUT' } }}>
        <RequestFields path="stock.request" />
      </PartSwitch>
      <RefundsPart />
      <PushPart />
    </div>
  );
}
