import type { OwnAddress } from '#main/host/node/request-guard.ts';
import { contentSecurityPolicy } from '#main/host/content-security-policy.ts';

/** Sent with every answer of the Node host, whatever it is. */
export function securityHeaders(own: OwnAddress): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(`ws://${own.host}`),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // `no-referrer` would make the sign-in form send `Origin: null`.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  };
}
