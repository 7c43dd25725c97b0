import { Form } from 'antd';
import type { FormInstance } from 'antd';
import { useEffect } from 'react';

/**
 * Which of the plugins an account's form is about: the chosen one, the account's own, else the first.
 * @param name of the form's field that holds the plugin's id
 * @param stored id of an existing account's plugin; that never changes
 */
export function usePluginChoice<Plugin extends { readonly id: string }>(
  form: FormInstance,
  name: string,
  plugins: readonly Plugin[],
  stored: string | undefined,
): Plugin | undefined {
  const chosen: unknown = Form.useWatch(name, form);
  const firstId = plugins[0]?.id;
  useEffect(() => {
    // The form inside the dialog may not hold its first values yet: only where none is stored may one be put in.
    if (stored === undefined && firstId !== undefined && !form.getFieldValue(name)) form.setFieldValue(name, firstId);
  }, [form, name, stored, firstId]);
  return plugins.find(({ id }) => id === (chosen ?? stored ?? firstId));
}
