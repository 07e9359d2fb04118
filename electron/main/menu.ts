import { Menu, shell, type MenuItemConstructorOptions } from 'electron';

/** The menu bar: the system's own roles, and the way to the library's folder, where the log is. */
export function setMenu(libraryFolder: string): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        {
          label: 'Show the Library Folder',
          click: () => {
            void shell.openPath(libraryFolder);
          },
        },
        { type: 'separator' },
        { role: process.platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
