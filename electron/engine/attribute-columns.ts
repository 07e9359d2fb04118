import { qualityCode, roleCode } from '../core/review/attribute-codes.ts';
import type { EngineContext } from './engine-context.ts';

/** Roles and qualities as codes: what names or a manifest say of recordings, by recording id, and what holds for sources. */
export interface AttributeColumns {
  readonly roles: AttributeColumn;
  readonly qualities: AttributeColumn;
}

export interface AttributeColumn {
  /** 0 where nothing is said of the recording itself. */
  readonly own: Uint8Array;
  readonly ofSource: Uint8Array;
}

/** Only recordings of which something is said have a row, so most libraries take no time. */
export function loadAttributes({ queries }: EngineContext): AttributeColumns {
  const { attributes, rankColumns, sources } = queries;
  const all = sources.list();
  const highestSource = all.reduce((most, { id }) => Math.max(most, id), 0);
  const size = rankColumns.largestRecording() + 1;
  const column = (): AttributeColumn => ({
    own: new Uint8Array(size),
    ofSource: new Uint8Array(highestSource + 1),
  });
  const [roles, qualities] = [column(), column()];
  for (const { id, role, quality } of all) {
    roles.ofSource[id] = roleCode[role];
    qualities.ofSource[id] = qualityCode[quality ?? 'none'];
  }
  for (const [recordingId, role, quality] of attributes.rolesAndQualities()) {
    roles.own[recordingId] = role === null ? 0 : roleCode[role];
    qualities.own[recordingId] = quality === null ? 0 : qualityCode[quality];
  }
  return { roles, qualities };
}

/** One value a recording: its own, else its source's. */
export function inForce(
  { own, ofSource }: AttributeColumn,
  recordingIds: Int32Array,
  sourceIds: Int32Array,
): Uint8Array {
  const values = new Uint8Array(recordingIds.length);
  for (let index = 0; index < values.length; index += 1) {
    const ownValue = own[recordingIds[index] ?? 0] ?? 0;
    values[index] = ownValue === 0 ? (ofSource[sourceIds[index] ?? 0] ?? 0) : ownValue;
  }
  return values;
}
