/** The part of a KeyboardEvent that decides which command it means. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What has the focus when a key is pressed. */
export interface KeyTarget {
  /** Lower-case tag name. */
  readonly tag: string;
  /** Lower-case `type` of an input. */
  readonly type: string;
  readonly role: string;
  readonly editable: boolean;
  /** The person moves by keyboard: it was not a pointer that put the focus here. */
  readonly reachedByKeyboard: boolean;
}

/**
 * Name of a key press as commands write it: `mod` is Ctrl or ⌘. Shift is named for letters and named keys only,
 * because `?` and `[` already differ by it on some keyboards.
 */
export function combinationOf(press: KeyPress): string {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const shift = press.shiftKey && (press.key.length > 1 || /\p{L}/u.test(press.key));
  return [
    press.ctrlKey || press.metaKey ? 'mod+' : '',
    press.altKey ? 'alt+' : '',
    shift ? 'shift+' : '',
    key === ' ' ? 'Space' : key,
  ].join('');
}

const keysOfWidgets = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']);
const widgetsWithArrows = new Set([
  'slider',
  'combobox',
  'listbox',
  'option',
  'menuitem',
  'tab',
  'radio',
  'spinbutton',
  'separator',
]);
const typesWithoutText = new Set(['checkbox', 'radio', 'range', 'button', 'submit']);
const pressable = new Set(['button', 'a', 'input', 'summary', 'select']);

/** Whether a key belongs to the thing that has the focus rather than to a command. */
export function belongsToTarget(combination: string, target: KeyTarget): boolean {
  if (isTextEntry(target)) {
    return !combination.startsWith('mod+k');
  }
  if (keysOfWidgets.has(combination)) {
    return (
      widgetsWithArrows.has(target.role) ||
      target.type === 'range' ||
      target.type === 'radio' ||
      target.tag === 'select'
    );
  }
  // After a mouse click the button keeps the focus without a ring; Space then means "play", as everywhere else.
  if (combination === 'Space' || combination === 'Enter') {
    return target.reachedByKeyboard && (pressable.has(target.tag) || target.role === 'button');
  }
  return false;
}

function isTextEntry({ tag, type, editable }: KeyTarget): boolean {
  return editable || tag === 'textarea' || (tag === 'input' && !typesWithoutText.has(type));
}

/** How a combination is written for the person. */
export function keyText(combination: string, apple: boolean): string[] {
  const names: Record<string, string> = {
    mod: apple ? '⌘' : 'Ctrl',
    alt: apple ? '⌥' : 'Alt',
    shift: 'Shift',
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Escape: 'Esc',
  };
  return combination.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}
