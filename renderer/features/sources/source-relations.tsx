import { Button } from '@mantine/core';
import type { FolderInspection } from '../../../electron/contract/sources.ts';
import { countOf, countText } from '../../components/format.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { againWords } from './source-words.ts';

/** How a folder stands to the sources there are: one of them, around or inside one, or one that was moved. */
export function SourceRelations({ inspection }: { readonly inspection: FolderInspection }) {
  const { known, overlap, movedFrom } = inspection;
  if (known !== null) {
    return (
      <WarningNotice>
        This folder is the source <b>{known.name}</b> already. {againWords(known)}
      </WarningNotice>
    );
  }
  return (
    <>
      {movedFrom !== null && <MovedNotice path={inspection.path} movedFrom={movedFrom} />}
      {overlap !== null && <OverlapNotice overlap={overlap} />}
    </>
  );
}

function OverlapNotice({ overlap }: { readonly overlap: NonNullable<FolderInspection['overlap']> }) {
  const names = overlap.sources.map(({ name }) => name).join(', ');
  return overlap.kind === 'inside' ? (
    <WarningNotice>
      This folder lies in the source <b>{names}</b>, which has its recordings already. A recording is in one source
      only: use “Look for new files” in that source’s menu.
    </WarningNotice>
  ) : (
    <WarningNotice>
      It holds the {overlap.sources.length === 1 ? 'folder of the source' : 'folders of the sources'} <b>{names}</b>. A
      recording is in one source only, so what lies there is left out here.
    </WarningNotice>
  );
}

interface MovedNoticeProps {
  readonly path: string;
  readonly movedFrom: NonNullable<FolderInspection['movedFrom']>;
}

function MovedNotice({ path, movedFrom: { sourceId, name, path: before, matched, recordings } }: MovedNoticeProps) {
  const { open } = useWorkspace.getState();
  return (
    <WarningNotice>
      This looks like the source <b>{name}</b>, which is no longer in {before}:{' '}
      {matched > 0
        ? `${countText(matched)} of its ${countOf(recordings, 'recording')} are here.`
        : 'its recordings are here under other names.'}
      <div>
        <Button
          mt={8}
          variant="default"
          onClick={() => {
            open({ kind: 'relink', sourceId, path });
          }}
        >
          It was moved: keep its scores…
        </Button>
      </div>
    </WarningNotice>
  );
}
