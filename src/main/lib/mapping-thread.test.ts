import { afterAll, describe, expect, it } from 'vitest';
import { createMappingThread } from '#main/lib/mapping-thread.ts';

const thread = createMappingThread({ timeoutMs: 800 });
afterAll(() => thread.close());

const fault = (reason: string) => ({ ok: false, fault: { reason } });

describe('the mapping thread', () => {
  it('evaluates an expression over each input, and tells a failing one from its neighbours', async () => {
    const outcomes = await thread.evaluate('{"n": $number(no)}', [{ no: '7' }, { no: 'x' }, { no: '9' }]);
    expect(outcomes).toMatchObject([{ ok: true, value: { n: 7 } }, fault('evaluation'), { ok: true, value: { n: 9 } }]);
  });

  it('names the place of a mistake', async () => {
    expect(await thread.evaluate('{"n": (', [{}])).toMatchObject([{ ok: false, fault: { reason: 'syntax' } }]);
  });

  it.each([
    ['endless recursion in tail position', '($f := function($n){$f($n + 1)}; $f(1))'],
    ['endless recursion', '($f := function($n){1 + $f($n + 1)}; $f(1))'],
    ['a huge range', '$sum([1..9999999].($ * $))'],
    ['a regular expression that backtracks', '$match(text, /^(a+)+$/)'],
    ['a text that grows', '($f := function($t){$f($t & $t)}; $f("aaaaaaaa"))'],
  ])('survives %s and works on', async (_name, expression) => {
    const [outcome] = await thread.evaluate(expression, [{ text: `${'a'.repeat(40)}!` }]);
    expect(outcome?.ok).toBe(false);
    expect(await thread.evaluate('a + 1', [{ a: 1 }])).toEqual([{ ok: true, value: 2 }]);
  });

  it('reaches nothing but its input', async () => {
    const [outcome] = await thread.evaluate('$string(constructor) & $string(__proto__)', [{}]);
    expect(outcome).toMatchObject(outcome?.ok ? { value: '' } : fault('evaluation'));
  });

  it('reads XML as texts, with attributes and repeated elements', async () => {
    const xml = '<?xml version="1.0"?><r><o no="90000000000000000017"><n>A &amp; B</n></o><o no="2"/></r>';
    expect(await thread.readXml(xml)).toEqual({
      ok: true,
      value: { r: { o: [{ n: 'A & B', '@no': '90000000000000000017' }, { '@no': '2' }] } },
    });
  });

  it('refuses XML that declares entities, and XML that is broken', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>';
    expect(await thread.readXml(bomb)).toMatchObject(fault('doctype'));
    expect(await thread.readXml('<a><b></a>')).toMatchObject(fault('xml'));
    expect(await thread.readXml(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`)).toMatchObject(fault('xml'));
  });
});
