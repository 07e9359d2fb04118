import type { ExportOptions } from '../../contract/exports.ts';

/** The ways to bring a whole, unchanged file into the export; what is cut or decoded is written anew in any case. */
export const methods: ExportOptions['methods'] = [
  {
    id: 'copy',
    label: 'Copy',
    description: 'Files of their own. On disks that can (Btrfs, XFS, APFS) they share their blocks and cost no room.',
    danger: null,
  },
  {
    id: 'hard-link',
    label: 'Hard link',
    description: 'Another name for the same bytes on the same disk. Costs no room.',
    danger: 'A hard link shares its bytes with the original: whoever edits the export changes the recording.',
  },
  {
    id: 'symbolic-link',
    label: 'Symbolic link',
    description: 'A pointer to the original. Costs no room, also on another disk.',
    danger: 'A symbolic link dies with the card: it leads nowhere once the recordings are moved or unplugged.',
  },
];
