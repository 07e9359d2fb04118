/** One event of a `text/event-stream`; a comment (a heartbeat, say) has no data and is not one. */
export interface ServerEvent {
  readonly id: string | null;
  readonly data: string;
}

/** Formats one event of a `text/event-stream`. */
export function formatServerEvent(id: string, data: string): string {
  return `id: ${id}\n${data
    .split('\n')
    .map((line) => `data: ${line}\n`)
    .join('')}\n`;
}

/** Collects pieces of text as they arrive and returns the events that each completes. Only `id` and `data` are read. */
export function createServerEventParser(): (piece: string) => ServerEvent[] {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.map(parseBlock).filter((event) => event !== null);
  };
}

function parseBlock(block: string): ServerEvent | null {
  let id: string | null = null;
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('id: ')) {
      id = line.slice(4);
    } else if (line.startsWith('data: ')) {
      data.push(line.slice(6));
    }
  }
  return data.length === 0 ? null : { id, data: data.join('\n') };
}
