import { Switch } from '@mantine/core';
import type { Role } from '../../../electron/contract/identifiers.ts';
import { roleWords } from '../../components/small-parts.tsx';
import type { FamilyDraft } from './family-draft.ts';

interface RoleChoiceProps {
  readonly draft: FamilyDraft;
  /** Roles that suit the side, where its sources hold recordings of others too; null: there is nothing to choose. */
  readonly offered: readonly Role[] | null;
  readonly onChange: (draft: FamilyDraft) => void;
}

/** Names and manifests give recordings roles of their own, which sources may mix. */
export function RoleChoice({ draft, offered, onChange }: RoleChoiceProps) {
  return offered === null ? null : (
    <Switch
      label={`Only ${offered.map((role) => roleWords[role].toLowerCase()).join(' and ')} recordings`}
      description="By their names or a manifest, else by their source"
      checked={draft.roles !== null}
      onChange={(event) => {
        onChange({ ...draft, roles: event.currentTarget.checked ? offered : null });
      }}
    />
  );
}
