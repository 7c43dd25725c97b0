import type { FormInstance } from 'antd';
import type { PluginField } from '#renderer/ui/contract-types.ts';
import type { Problem } from '#shared/contract/common.ts';

interface Declared {
  readonly configFields: readonly PluginField[];
  readonly credentialFields: readonly PluginField[];
}

/** Writes a refusal of one field of a plugin under that field and brings it into sight. */
export function showFieldProblem(form: FormInstance, plugin: Declared | undefined, problem: Problem | null): void {
  if (problem?.code !== 'ERR_HOST_INPUT_INVALID' || !plugin) return;
  const name = String(problem.data['field']);
  const groups = [
    { group: 'config', fields: plugin.configFields },
    { group: 'credentials', fields: plugin.credentialFields },
  ];
  const place = groups.find(({ fields }) => fields.some((field) => field.name === name));
  if (!place) return;
  form.setFields([{ name: [place.group, name], errors: [String(problem.data['reason'])] }]);
  form.scrollToField([place.group, name]);
}
