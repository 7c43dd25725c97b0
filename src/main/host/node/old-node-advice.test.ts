import { join } from 'node:path';
import { expect, it } from 'vitest';
import { oldNodeAdvice } from '#main/host/node/old-node-advice.ts';

const resources = join(import.meta.dirname, '../../../../resources');

it('names the Node that is too old, the one that is needed and the way that brings it', () => {
  expect(oldNodeAdvice('20.20.2', resources, 'en')).toMatch(/Node 20\.20\.2.* 22 .*npm start/);
  expect(oldNodeAdvice('20.20.2', resources, 'zh-CN')).toMatch(/20\.20\.2.*22.*npm start/);
  expect(oldNodeAdvice('22.1.0', resources, 'en')).toBeNull();
});
