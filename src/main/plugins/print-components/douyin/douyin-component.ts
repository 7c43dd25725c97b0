import { speakCmd } from '#main/plugins/print-components/cmd-envelope.ts';
import type { PrintComponent } from '#main/plugins/print-components/print-component.ts';

/** Douyin shops. */
export const douyinComponent: PrintComponent = {
  id: 'douyin',
  label: { en: 'Douyin print component', 'zh-CN': '抖音打印组件' },
  defaultPort: 13_888,
  source: 'general knowledge only: confirm port and fields on a real component',
  ...speakCmd({ notice: 'notifyPrintResult', askVersion: 'getAgentInfo', askTask: 'getTaskStatus' }),
};
