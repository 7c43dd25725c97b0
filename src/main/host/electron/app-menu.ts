import type { MenuItemConstructorOptions } from 'electron';
import type { HostTexts } from '#main/host/host-texts.ts';

export interface MenuOptions {
  readonly texts: HostTexts['menu'];
  readonly isMac: boolean;
  readonly openDataFolder: () => void;
}

/** The application's menu: the usual editing and view commands, with the texts of the product instead of Electron's. */
export function appMenu({ texts, isMac, openDataFolder }: MenuOptions): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    {
      label: isMac ? 'Packbench' : texts.file,
      submenu: [
        ...(isMac ? [{ role: 'about', label: texts.about } as const, separator] : []),
        { label: texts.openDataFolder, click: openDataFolder },
        separator,
        { role: 'close', label: texts.close },
        { role: 'quit', label: texts.quit },
      ],
    },
    {
      label: texts.edit,
      submenu: [
        { role: 'undo', label: texts.undo },
        { role: 'redo', label: texts.redo },
        separator,
        { role: 'cut', label: texts.cut },
        { role: 'copy', label: texts.copy },
        { role: 'paste', label: texts.paste },
        { role: 'selectAll', label: texts.selectAll },
      ],
    },
    {
      label: texts.view,
      submenu: [
        { role: 'reload', label: texts.reload },
        separator,
        { role: 'resetZoom', label: texts.resetZoom },
        { role: 'zoomIn', label: texts.zoomIn },
        { role: 'zoomOut', label: texts.zoomOut },
        separator,
        { role: 'togglefullscreen', label: texts.fullScreen },
      ],
    },
    ...(isMac ? [] : [{ label: texts.help, submenu: [{ role: 'about', label: texts.about } as const] }]),
  ];
}
