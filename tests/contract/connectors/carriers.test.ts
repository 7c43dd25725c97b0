import { expect, it } from 'vitest';
import { CARRIERS } from '#main/app/registries.ts';
import type { StartCarrierBed } from '#tests/contract/connectors/carrier-bed.ts';
import { describeCarrierContract } from '#tests/contract/connectors/carrier-contract.ts';
import { startSfExpressBed } from '#tests/contract/connectors/sf-express-bed.ts';

const BEDS: Readonly<Record<string, StartCarrierBed>> = { 'sf-express': startSfExpressBed };

it('has a test bed for every registered carrier', () => {
  expect(CARRIERS.all.filter((carrier) => !BEDS[carrier.id]).map((carrier) => carrier.id)).toEqual([]);
});

for (const carrier of CARRIERS.all) {
  const startBed = BEDS[carrier.id];
  if (startBed) describeCarrierContract(carrier, startBed);
}
