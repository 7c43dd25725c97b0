import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '#renderer/features/shops/http/draft-context.ts';
import { textAt, valueAt } from '#renderer/features/shops/http/draft-value.ts';
import {
  LinesField,
  NumberField,
  PartSwitch,
  PickField,
  TextField,
} from '#renderer/features/shops/http/DraftFields.tsx';
import { RequestFields } from '#renderer/features/shops/http/RequestFields.tsx';
import { TableField } from '#renderer/features/shops/http/TableField.tsx';
import { HttpErrorMeaning, HttpOrderState } from '#shared/model/http-template/http-template.ts';
import { SignedPart } from '#shared/model/http-template/http-auth.ts';
import { AfterSalesState } from '#shared/model/order.ts';

const GET = { method: 'GET', path: '/', query: [], headers: [], bodyKind: 'none', body: '' };
const POST = { ...GET, method: 'POST', bodyKind: 'json', body: '{}' };
const PLACES = ['header', 'query'];
const HASHES = ['md5', 'sha1', 'sha256', 'sha512'];
const ENCODINGS = ['hex', 'hex-upper', 'base64'];

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

const AUTHS: Readonly<Record<string, unknown>> = {
  none: { kind: 'none' },
  api_key: { kind: 'api_key', name: 'X-Api-Key', in: 'header', prefix: '' },
  basic: { kind: 'basic' },
  bearer: { kind: 'bearer' },
  hmac: {
    kind: 'hmac',
    hash: 'sha256',
    secretAs: 'key',
    encoding: 'hex',
    parts: ['method', 'path', 'parameters', 'timestamp', 'body'],
    separator: String.raw`\n`,
    pairSign: '=',
    joinSign: '&',
    signature: { name: 'X-Signature', in: 'header', prefix: '' },
    key: { name: 'X-Key', in: 'header' },
    timestamp: { name: 'X-Timestamp', in: 'header', format: 'unix-seconds' },
    nonce: null,
  },
  oauth2: {
    kind: 'oauth2',
    grant: 'client_credentials',
    tokenUrl: '/oauth/token',
    scope: '',
    clientIn: 'body',
    tokenIn: 'header',
    tokenName: 'Authorization',
    tokenPrefix: 'Bearer ',
  },
};

export function AuthStep(): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set } = useDraft();
  const kind = textAt(draft, 'auth.kind');
  return (
    <div className="stack">
      <PickField
        path="auth.kind"
        name="authKind"
        options={Object.keys(AUTHS)}
        onPick={(next) => set('auth', AUTHS[next])}
      />
      <p className="muted">{t('secretsApart')}</p>
      {kind === 'api_key' && (
        <div className="http-row">
          <PickField path="auth.in" name="place" options={PLACES} />
          <TextField path="auth.name" name="placeName" />
          <TextField path="auth.prefix" name="prefix" />
        </div>
      )}
      {kind === 'hmac' && <SignatureFields />}
      {kind === 'oauth2' && (
        <>
          <div className="http-row">
            <PickField path="auth.grant" name="grant" options={['client_credentials', 'refresh_token']} />
            <PickField path="auth.clientIn" name="clientIn" options={['body', 'basic']} />
          </div>
          <TextField path="auth.tokenUrl" name="tokenUrl" />
          <TextField path="auth.scope" name="scope" />
          <div className="http-row">
            <PickField path="auth.tokenIn" name="tokenIn" options={PLACES} />
            <TextField path="auth.tokenName" name="placeName" />
            <TextField path="auth.tokenPrefix" name="prefix" />
          </div>
        </>
      )}
    </div>
  );
}

function SignatureFields(): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set } = useDraft();
  const value = valueAt(draft, 'auth.parts');
  const parts: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <>
      <div className="http-row">
        <PickField path="auth.hash" name="hash" options={HASHES} />
        <PickField path="auth.secretAs" name="secretAs" options={['key', 'before', 'after', 'around']} />
        <PickField path="auth.encoding" name="encoding" options={ENCODINGS} />
      </div>
      <div className="http-field" role="group" aria-label={t('f.parts')}>
        <span className="http-label">{t('f.parts')}</span>
        <span className="row">
          {parts.map((part, index) => (
            <Button
              // oxlint-disable-next-line react/no-array-index-key
              key={`${String(part)}-${index}`}
              size="small"
              title={t('removeRow')}
              onClick={() =>
                set(
                  'auth.parts',
                  parts.filter((_each, at) => at !== index),
                )
              }
            >
              {index + 1}. {t(`option.part_${String(part)}`)} ×
            </Button>
          ))}
        </span>
        <span className="row">
          {SignedPart.options.map((part) => (
            <Button key={part} size="small" type="dashed" onClick={() => set('auth.parts', [...parts, part])}>
              + {t(`option.part_${part}`)}
            </Button>
          ))}
        </span>
        <span className="muted http-hint">{t('hint.parts')}</span>
      </div>
      <div className="http-row">
        <TextField path="auth.separator" name="separator" />
        <TextField path="auth.pairSign" name="pairSign" />
        <TextField path="auth.joinSign" name="joinSign" />
      </div>
      <div className="http-row">
        <PickField path="auth.signature.in" name="signatureIn" options={PLACES} />
        <TextField path="auth.signature.name" name="placeName" />
        <TextField path="auth.signature.prefix" name="prefix" />
      </div>
      <PartSwitch path="auth.key" name="signKey" part={{ name: 'X-Key', in: 'header' }}>
        <div className="http-row">
          <PickField path="auth.key.in" name="place" options={PLACES} />
          <TextField path="auth.key.name" name="placeName" />
        </div>
      </PartSwitch>
      <PartSwitch
        path="auth.timestamp"
        name="signTime"
        part={{ name: 'X-Timestamp', in: 'header', format: 'unix-seconds' }}
      >
        <div className="http-row">
          <PickField path="auth.timestamp.in" name="place" options={PLACES} />
          <TextField path="auth.timestamp.name" name="placeName" />
          <PickField
            path="auth.timestamp.format"
            name="timeFormat"
            options={['unix-seconds', 'unix-ms', 'iso', 'local']}
          />
        </div>
      </PartSwitch>
      <PartSwitch path="auth.nonce" name="signNonce" part={{ name: 'X-Nonce', in: 'header' }}>
        <div className="http-row">
          <PickField path="auth.nonce.in" name="place" options={PLACES} />
          <TextField path="auth.nonce.name" name="placeName" />
        </div>
      </PartSwitch>
    </>
  );
}

const PAGINGS: Readonly<Record<string, unknown>> = {
  none: { kind: 'none' },
  page: { kind: 'page', first: 1, size: 50, totalPath: '', totalCounts: 'rows' },
  offset: { kind: 'offset', size: 50, totalPath: '', totalCounts: 'rows' },
  cursor: { kind: 'cursor', size: 50, cursorPath: 'nextCursor' },
  next_link: { kind: 'next_link', size: 50, linkPath: 'next' },
  link_header: { kind: 'link_header', size: 50 },
};

function PagingFields({ path }: { readonly path: string }): ReactNode {
  const { draft, set } = useDraft();
  const kind = textAt(draft, `${path}.kind`);
  const isNumbered = kind === 'page' || kind === 'offset';
  return (
    <>
      <div className="http-row">
        <PickField
          path={`${path}.kind`}
          name="paging"
          options={Object.keys(PAGINGS)}
          onPick={(next) => set(path, PAGINGS[next])}
        />
        {kind !== 'none' && <NumberField path={`${path}.size`} name="pageSize" />}
        {kind === 'page' && <NumberField path={`${path}.first`} name="firstPage" />}
        {kind === 'cursor' && <TextField path={`${path}.cursorPath`} name="cursorPath" />}
        {kind === 'next_link' && <TextField path={`${path}.linkPath`} name="linkPath" />}
      </div>
      {isNumbered && (
        <div className="http-row">
          <TextField path={`${path}.totalPath`} name="totalPath" />
          <PickField path={`${path}.totalCounts`} name="totalCounts" options={['rows', 'pages']} />
        </div>
      )}
    </>
  );
}

export function OrdersStep(): ReactNode {
  const { t } = useTranslation('http-api');
  return (
    <div className="stack">
      <p className="muted">{t('places')}</p>
      <RequestFields path="orders.request" />
      <PagingFields path="orders.paging" />
      <div className="http-row">
        <TextField path="orders.rows" name="rows" />
        <TextField path="orders.number" name="rowNumber" />
        <NumberField path="orders.windowMinutes" name="windowMinutes" />
      </div>
      <PartSwitch path="detail" name="detail" part={{ request: { ...GET, path: '/orders/{order.number}' }, row: '$' }}>
        <RequestFields path="detail.request" />
        <TextField path="detail.row" name="detailRow" />
      </PartSwitch>
    </div>
  );
}

export function MappingStep(): ReactNode {
  const { t } = useTranslation('http-api');
  return (
    <div className="stack">
      <TextField path="mapping" name="mapping" rows={18} />
      <details>
        <summary>{t('fieldsOfAnOrder')}</summary>
        <pre className="http-code">{t('fieldList')}</pre>
      </details>
    </div>
  );
}

export function StatusesStep(): ReactNode {
  return (
    <div className="stack">
      <TableField
        path="statuses"
        name="statuses"
        columns={[{ key: 'status' }, { key: 'state', options: HttpOrderState.options }]}
        row={{ status: '', state: 'paid' }}
      />
      <TableField
        path="errors"
        name="errors"
        columns={[
          { key: 'httpStatus' },
          { key: 'field' },
          { key: 'test', options: ['is', 'is_not', 'present', 'absent'] },
          { key: 'values', isList: true },
          { key: 'meaning', options: HttpErrorMeaning.options },
        ]}
        row={{ httpStatus: '', field: '', test: 'is', values: [], meaning: 'refused' }}
      />
      <div className="http-row">
        <TextField path="errorCodePath" name="errorCodePath" />
        <TextField path="errorTextPath" name="errorTextPath" />
      </div>
    </div>
  );
}

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
      <PartSwitch
        path="refunds"
        name="refunds"
        part={{ request: GET, paging: { kind: 'none' }, rows: 'refunds', mapping: '{}', statuses: [] }}
      >
        <RequestFields path="refunds.request" />
        <PagingFields path="refunds.paging" />
        <TextField path="refunds.rows" name="rows" />
        <TextField path="refunds.mapping" name="refundMapping" rows={6} />
        <TableField
          path="refunds.statuses"
          name="refundStatuses"
          columns={[{ key: 'status' }, { key: 'state', options: AfterSalesState.options }]}
          row={{ status: '', state: 'requested' }}
        />
      </PartSwitch>
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
    </div>
  );
}
