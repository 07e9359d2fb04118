import type { Channel } from '../contract/channels.ts';
import { stop } from './lookup.ts';

/** `mix`, or a channel counted from 1. Throws a FaultError: invalid-input. */
export function readChannel(text: string): Channel {
  if (text === 'mix') {
    return null;
  }
  return /^[1-9]\d{0,3}$/u.test(text)
    ? Number(text)
    : stop('invalid-input', `“${text}” is no channel. Write mix, or a number: 1 is left, 2 is right.`);
}

export function channelWords(channel: Channel): string {
  return channel === null ? 'mix of all channels' : `channel ${channel} alone`;
}
