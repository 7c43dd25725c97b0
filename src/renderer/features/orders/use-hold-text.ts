import { useTranslation } from 'react-i18next';
import { isErrorCode } from '#shared/errors/catalog.ts';
import type { OrderHold } from '#shared/model/order.ts';
import type { ProblemText } from '#renderer/ui/use-problem-text.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';

/** Words for a hold: the error's own texts when its reason is a coded error, else the reason as it was given. */
export function useHoldText(): (hold: Pick<OrderHold, 'reasonCode' | 'data'>) => ProblemText {
  const { t } = useTranslation('orders');
  const problemText = useProblemText();
  /** Customs give a code of theirs beside their words, or one of the two. */
  const said = ({ customsCode, reason }: Record<string, unknown>): string => {
    const [name = '', text] = [customsCode, reason]
      .filter((part) => typeof part === 'string' && part !== '')
      .map(String);
    return text === undefined ? name : t('common:pair', { name, text });
  };
  return ({ reasonCode, data }) => {
    if (isErrorCode(reasonCode)) return problemText({ code: reasonCode, data: plain(data) });
    const reason = said(data);
    const words = t(`hold.reason.${reasonCode}`, { defaultValue: '' });
    return { title: words || reason || reasonCode, advice: words && reason };
  };
}

function plain(data: Record<string, unknown>): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'number' || typeof value === 'boolean' ? value : String(value),
    ]),
  );
}
