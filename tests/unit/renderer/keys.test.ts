import { expect, test } from 'vitest';
import { CommandRegistry, type Command } from '../../../renderer/app/commands.ts';
import {
  belongsToTarget,
  combinationOf,
  keyText,
  type KeyPress,
  type KeyTarget,
} from '../../../renderer/app/key-combinations.ts';

function press(key: string, held: Partial<KeyPress> = {}): string {
  return combinationOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
}

const nothing: KeyTarget = { tag: 'body', type: '', role: '', editable: false, reachedByKeyboard: false };

test('a key press has one name on every keyboard', () => {
  expect(press('a')).toBe('a');
  expect(press('A')).toBe('a');
  expect(press('A', { shiftKey: true })).toBe('shift+a');
  expect(press('z', { ctrlKey: true })).toBe('mod+z');
  expect(press('z', { metaKey: true })).toBe('mod+z');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('[', { altKey: true })).toBe('alt+[');
  expect(press(' ')).toBe('Space');
  expect(press('ArrowLeft', { shiftKey: true })).toBe('shift+ArrowLeft');
});

test('typing belongs to text fields, but the palette opens from everywhere', () => {
  const field: KeyTarget = { ...nothing, tag: 'input', type: 'text', reachedByKeyboard: true };
  expect(belongsToTarget('a', field)).toBe(true);
  expect(belongsToTarget('mod+z', field)).toBe(true);
  expect(belongsToTarget('mod+k', field)).toBe(false);
  expect(belongsToTarget('r', { ...nothing, tag: 'textarea' })).toBe(true);
  expect(belongsToTarget('r', { ...nothing, tag: 'input', type: 'checkbox' })).toBe(false);
});

test('arrows belong to sliders and choices, letters do not', () => {
  const slider: KeyTarget = { ...nothing, tag: 'button', role: 'slider' };
  expect(belongsToTarget('ArrowRight', slider)).toBe(true);
  expect(belongsToTarget('a', slider)).toBe(false);
  expect(belongsToTarget('ArrowLeft', { ...nothing, tag: 'input', type: 'radio' })).toBe(true);
  expect(belongsToTarget('ArrowLeft', nothing)).toBe(false);
});

test('Space plays after a mouse click on a button, and presses the button for who moves by keyboard', () => {
  const clicked: KeyTarget = { ...nothing, tag: 'button' };
  expect(belongsToTarget('Space', clicked)).toBe(false);
  expect(belongsToTarget('Space', { ...clicked, reachedByKeyboard: true })).toBe(true);
});

test('combinations are written as on the keyboard', () => {
  expect(keyText('mod+z', false)).toEqual(['Ctrl', 'Z']);
  expect(keyText('mod+k', true)).toEqual(['⌘', 'K']);
  expect(keyText('ArrowRight', false)).toEqual(['→']);
});

test('a screen’s commands go when it goes, and not when it has come back meanwhile', () => {
  const registry = new CommandRegistry();
  const command = (id: string): Command => ({ id, label: id, group: 'Test', keys: ['a'], run: () => undefined });
  const leaveFirst = registry.register('review', [command('first')]);
  registry.register('review', [command('second')]);
  leaveFirst();
  expect(registry.find('a')?.id).toBe('second');
  expect(registry.find('b')).toBeUndefined();
});
