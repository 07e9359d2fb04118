import { useEffect } from 'react';
import { commandRegistry } from './commands.ts';
import { belongsToTarget, combinationOf, type KeyTarget } from './key-combinations.ts';

/** The window's one key listener: finds the command of a key press and runs it, unless the focus or a dialog wants the key. */
export function useKeyboard(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const combination = combinationOf(event);
      const command = commandRegistry.find(combination);
      if (command === undefined || event.defaultPrevented || event.isComposing) {
        return;
      }
      if (belongsToTarget(combination, describeTarget(event.target)) || dialogIsOpen()) {
        return;
      }
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, []);
}

function dialogIsOpen(): boolean {
  // Closed selects keep their list in the document, out of sight.
  const open = document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]');
  return [...open].some((element) => element.checkVisibility());
}

function describeTarget(target: EventTarget | null): KeyTarget {
  if (!(target instanceof HTMLElement)) {
    return { tag: '', type: '', role: '', editable: false, focusVisible: false };
  }
  return {
    tag: target.tagName.toLowerCase(),
    type: target.getAttribute('type')?.toLowerCase() ?? '',
    role: target.getAttribute('role') ?? '',
    editable: target.isContentEditable,
    focusVisible: target.matches(':focus-visible'),
  };
}

export const isApple = /mac|iphone|ipad/i.test(navigator.userAgent);
