import { Button, Code, Group, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { SourceNamesRequest } from '../../../electron/contract/source-names.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { PathText } from '../../components/small-parts.tsx';
import { PickButton } from '../folders/pick-button.tsx';
import { NamePreview } from './name-preview.tsx';

const studyRule = '{label}_{quality}_{calltype}_{recorder}_{site}_{timestamp}.wav';
const typingMilliseconds = 300;

/** Role, quality, call type, site and recorder from names: rules, a manifest, and what they would change. */
export function NameRules({ source }: { readonly source: Source }) {
  const [text, setText] = useState(source.nameRules.join('\n'));
  const [manifestPath, setManifestPath] = useState(source.attributeManifest);
  const rules = text.split('\n').flatMap((line) => line.trim() || []);
  const request: SourceNamesRequest = { sourceId: source.id, rules, manifestPath };
  const stored = JSON.stringify([source.nameRules, source.attributeManifest]);
  const isChanged = JSON.stringify([rules, manifestPath]) !== stored;
  return (
    <FormSection title="Labels from names" summary={summaryOf(source)} isOpen={stored !== '[[],null]'}>
      <Stack gap="sm">
        <Textarea
          label="Rules, one a line; the first that fits a file decides"
          placeholder={studyRule}
          description={
            <>
              <Code>{'{label}'}</Code> <Code>{'{quality}'}</Code> <Code>{'{calltype}'}</Code>{' '}
              <Code>{'{recorder}'}</Code> <Code>{'{site}'}</Code> <Code>{'{timestamp}'}</Code>, <Code>*</Code> for
              anything, <Code>/</Code> between folders
            </>
          }
          autosize
          minRows={1}
          maxRows={6}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <ManifestChoice path={manifestPath} near={source.path} onChange={setManifestPath} />
        <Preview request={request} isChanged={isChanged} />
      </Stack>
    </FormSection>
  );
}

function ManifestChoice(props: {
  readonly path: string | null;
  readonly near: string;
  readonly onChange: (path: string | null) => void;
}) {
  return (
    <Group gap="sm" wrap="nowrap">
      <PickButton wanted="training" title="Choose a manifest" near={props.near} onChoose={props.onChange}>
        {props.path === null ? 'Take them from a manifest…' : 'Another manifest…'}
      </PickButton>
      {props.path === null ? (
        <Text size="xs" c="dimmed">
          A manifest.csv with label, quality, call_type, site and recorder_id goes before the rules.
        </Text>
      ) : (
        <>
          <PathText path={props.path} />
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              props.onChange(null);
            }}
          >
            Without it
          </Button>
        </>
      )}
    </Group>
  );
}

function Preview({ request, isChanged }: { readonly request: SourceNamesRequest; readonly isChanged: boolean }) {
  const [asked] = useDebouncedValue(request, typingMilliseconds);
  const isEmpty = saysNothing(asked);
  const { data, fault } = useLastingQuery('source/preview-names', isEmpty && !isChanged ? null : asked);
  const apply = useAction('source/apply-names');
  const changed = data?.changed ?? 0;
  const run = async (): Promise<void> => {
    const applied = await apply.run(request);
    if (applied !== null) {
      tellDone(`${countOf(applied.matched, 'recording')} named, ${applied.changed} changed`);
    }
  };
  return (
    <>
      {fault !== null && <FaultNotice fault={fault} />}
      {fault === null && data !== undefined && !isEmpty && <NamePreview preview={data} />}
      <Group justify="flex-end">
        <Button
          variant="default"
          loading={apply.busy}
          disabled={fault !== null || (!isChanged && changed === 0)}
          onClick={() => void run()}
        >
          {saysNothing(request) ? 'Take back what names said' : `Apply to ${countOf(changed, 'recording')}`}
        </Button>
      </Group>
    </>
  );
}

function saysNothing({ rules, manifestPath }: SourceNamesRequest): boolean {
  return rules.length === 0 && manifestPath === null;
}

function summaryOf({ nameRules, attributeManifest }: Source): string {
  const parts = [
    nameRules.length === 0 ? null : countOf(nameRules.length, 'rule'),
    attributeManifest === null ? null : 'a manifest',
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'none: the whole source has one role' : parts.join(' and ');
}
