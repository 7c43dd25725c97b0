import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import type { PackagingView } from '#shared/contract/weighing.ts';
import { AppError } from '#shared/errors/app-error.ts';

const os = implement(contract);

const PACKAGINGS: PackagingView[] = [
  {
    id: 'box-m',
    code: 'M',
    name: '中号纸箱',
    tareG: 60,
    lengthMm: 300,
    widthMm: 200,
    heightMm: 150,
    learned: null,
    defaultOf: [null],
  },
];

export const mockWeighing = {
  weighing: {
    packagings: os.weighing.packagings.handler(() => ({ packagings: PACKAGINGS })),
    savePackaging: os.weighing.savePackaging.handler(() => {
      throw new AppError('ERR_PACKAGING_CODE_TAKEN', { code: 'M' });
    }),
    removePackaging: os.weighing.removePackaging.handler(() => ({})),
    setDefaultPackaging: os.weighing.setDefaultPackaging.handler(() => ({})),
    skuWeights: os.weighing.skuWeights.handler(() => ({ weights: [] })),
    forgetSkuWeight: os.weighing.forgetSkuWeight.handler(() => ({})),
    correctSkuWeight: os.weighing.correctSkuWeight.handler(() => ({})),
  },
};
