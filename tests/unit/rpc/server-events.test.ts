import { describe, expect, it } from 'vitest';
import { createServerEventParser, formatServerEvent } from '../../../electron/rpc/server-events.ts';

describe('server events', () => {
  const text = `: connected\n\n${formatServerEvent('a-1', '{"x":1}')}: heartbeat\n\n${formatServerEvent('a-2', 'two\nlines')}`;
  const events = [
    { id: 'a-1', data: '{"x":1}' },
    { id: 'a-2', data: 'two\nlines' },
  ];

  it('come back as they were written', () => {
    expect(createServerEventParser()(text)).toStrictEqual(events);
  });

  it.each([1, 2, 3, 7, 20])('do not care how the stream was cut: every %i characters', (size) => {
    const parse = createServerEventParser();
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    expect(pieces.flatMap((piece) => parse(piece))).toStrictEqual(events);
  });

  it('are not given out before they are whole', () => {
    const parse = createServerEventParser();
    expect(parse('id: 1\ndata: x\n')).toStrictEqual([]);
    expect(parse('\n')).toStrictEqual([{ id: '1', data: 'x' }]);
  });
});
