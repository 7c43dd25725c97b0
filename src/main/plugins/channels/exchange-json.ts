import type { z } from 'zod';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { HttpClient, HttpRequest } from '#main/lib/http-client.ts';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { shapeFailure, transportFailure } from '#main/plugins/channels/call-failures.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';

/** A call that brought nothing which could be read: there are no bytes to keep. */
interface LostCall {
  readonly ok: false;
  readonly failure: PluginFailure;
  readonly body: null;
}

/** Sends one call and reads the JSON of its answer; a write goes over a connection of its own. */
export async function exchangeJson(
  context: { readonly http: HttpClient },
  request: HttpRequest,
  effect: CallEffect,
): Promise<LostCall | { readonly ok: true; readonly json: unknown; readonly body: Uint8Array }> {
  const outcome = await context.http.send({ ...request, ...(effect === 'write' ? { connection: 'fresh' } : {}) });
  const reading = readJsonOutcome(outcome);
  if (reading.kind === 'fault') return { ok: false, failure: transportFailure(reading, effect), body: null };
  return { ok: true, json: reading.json, body: reading.body };
}

/** An answer that says yes and has another shape than the call's. */
export function unexpected(call: string, error: z.ZodError, effect: CallEffect): LostCall {
  const path = error.issues[0]?.path.join('.') ?? '';
  return { ok: false, failure: shapeFailure(`${call}: unexpected answer at "${path}"`, effect), body: null };
}

/** A member of what may be any JSON; undefined where it has none of that name of its own. */
export function memberOf(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, key) ? Reflect.get(json, key) : undefined;
}
