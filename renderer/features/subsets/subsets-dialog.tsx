import { Modal } from '@mantine/core';
import { IconWaveSawTool } from '@tabler/icons-react';
import { useQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useView } from '../../state/use-view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { FamilyForm } from './family-form.tsx';

/** Tier families from one dialog: by percent for positives, by confidence for hard negatives. */
export function SubsetsDialog() {
  const close = useWorkspace((state) => state.close);
  const view = useView();
  const presets = useQuery('subset/presets', {});
  const sources = useQuery('source/list', {}).data;
  return (
    <Modal opened onClose={close} title="Make subsets" size={940}>
      {presets.fault !== null && <FaultNotice fault={presets.fault} />}
      {view.ranking === null || view.run === null ? (
        <EmptyNotice
          icon={<IconWaveSawTool size={28} stroke={1.4} />}
          title="No ranking in view"
          text="Subsets are cut from a run. Choose one on the left, or score the recordings first."
        />
      ) : (
        presets.data !== undefined &&
        sources !== undefined && (
          <FamilyForm view={view} run={view.run} ranking={view.ranking} presets={presets.data} sources={sources} />
        )
      )}
    </Modal>
  );
}
