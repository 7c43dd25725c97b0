import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { TemplateDetail } from '#renderer/ui/contract-types.ts';
import { ArrowLeftOutlined, CopyOutlined, DownloadOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { saveFile, savePdf } from '#renderer/ui/save-file.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { SAMPLE_DATA } from '#shared/model/template-fields.ts';
import { asMutable } from './use-preview.ts';

interface Props {
  readonly template: TemplateDetail;
  readonly onOpen: (ref: string | null) => void;
}

/** What can be done with a whole template. */
export function TemplateActions({ template, onOpen }: Props): ReactNode {
  const { t } = useTranslation('templates');
  const { language } = usePreferences();
  const isLead = useHasRole('lead');
  const forLeads = { disabled: !isLead, title: isLead ? undefined : t('common:leadOnly') };
  const devices = useQuery(orpc.devices.list.queryOptions());
  const printers = (devices.data?.devices ?? []).filter(({ kind }) => kind === 'printer');
  const { ref } = template;
  const name = template.name[language];
  const copy = useAct(() => client.templates.create({ from: ref, name: t('copyName', { name }).slice(0, 80) }), {
    done: (made) => onOpen(made.ref),
  });
  const remove = useAct(() => client.templates.remove({ ref }), { done: () => onOpen(null), toast: t('removed') });
  const print = useAct(
    (deviceId: (typeof printers)[number]['id']) =>
      client.templates.printTest({ ref, deviceId, data: asMutable(SAMPLE_DATA[template.kind]) }),
    { toast: t('printed') },
  );
  const exportFile = useAct(() => client.templates.export({ ref }), {
    done: ({ fileName, content }) => saveFile(fileName, content, 'application/json'),
  });
  const pdf = useAct(
    () => client.templates.pdf({ layout: template.layout, data: asMutable(SAMPLE_DATA[template.kind]) }),
    {
      done: ({ pdfBase64 }) => savePdf(`${name}.pdf`, pdfBase64),
    },
  );
  const failed = [copy, remove, print, exportFile, pdf].find(({ problem }) => problem !== null);
  return (
    <>
      <div className="row">
        <Button icon={<ArrowLeftOutlined />} onClick={() => onOpen(null)}>
          {t('back')}
        </Button>
        <Button icon={<CopyOutlined />} {...forLeads} loading={copy.busy} onClick={() => copy.run(undefined)}>
          {t('copy')}
        </Button>
        <Dropdown
          trigger={['click']}
          disabled={printers.length === 0}
          menu={{
            items: printers.map((printer) => ({ key: printer.id, label: printer.name })),
            onClick: ({ key }) => {
              const printer = printers.find(({ id }) => id === key);
              if (printer) print.run(printer.id);
            },
          }}
        >
          <Button icon={<PrinterOutlined />} loading={print.busy}>
            {t('printTest')}
          </Button>
        </Dropdown>
        <Button icon={<DownloadOutlined />} loading={pdf.busy} onClick={() => pdf.run(undefined)}>
          PDF
        </Button>
        <Button icon={<DownloadOutlined />} loading={exportFile.busy} onClick={() => exportFile.run(undefined)}>
          {t('export')}
        </Button>
        {!template.isBuiltIn && (
          <Popconfirm
            title={t('removeAsk')}
            okText={t('common:remove')}
            cancelText={t('common:cancel')}
            onConfirm={() => remove.run(undefined)}
          >
            <Button danger {...forLeads}>
              {t('removeTemplate')}
            </Button>
          </Popconfirm>
        )}
      </div>
      <ProblemNote problem={failed?.problem} onClose={failed?.clear} />
    </>
  );
}
