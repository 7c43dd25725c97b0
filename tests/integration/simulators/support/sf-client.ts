import crypto from 'node:crypto';
import { postRaw } from './raw-http.ts';
import type { RawAnswer } from './raw-http.ts';

/** The test's own encoder, the way the reference tells JavaScript callers to do it. */
export function encodeForSf(text: string): string {
  const escape = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, escape);
}

export function signSf(msgData: string, timestamp: string, checkWord: string): string {
  const hash = crypto.createHash('md5');
  return hash.update(encodeForSf(msgData + timestamp + checkWord)).digest('base64');
}

export interface SfTarget {
  readonly serviceUrl: string;
  readonly partnerID: string;
  readonly checkWord: string;
}

export interface SfCallOptions {
  readonly timestampMs: number;
  readonly requestID?: string;
  /** Replaces fields after signing; an empty text leaves the field empty. */
  readonly replace?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

export function callSf(
  target: SfTarget,
  serviceCode: string,
  msgData: string,
  options: SfCallOptions,
): Promise<RawAnswer> {
  const timestamp = String(options.timestampMs);
  const form = {
    partnerID: target.partnerID,
    requestID: options.requestID ?? crypto.randomUUID(),
    serviceCode,
    timestamp,
    msgDigest: signSf(msgData, timestamp, target.checkWord),
    msgData,
    ...options.replace,
  };
  const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
  return postRaw(target.serviceUrl, new URLSearchParams(form).toString(), headers, options.timeoutMs);
}
