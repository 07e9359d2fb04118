import { useEffect } from 'react';
import { commandRegistry } from './commands.ts';
import { belongsToTarget, combinationOf, type KeyTarget } from './key-combinations.ts';

/** The window's one key listener: finds the command of a key press and runs it, unless the focus or a dialog wants the key. */
export function useKeyboard(): void {
  useEffect(() => {
    // A pointer leaves the focus on what it pressed; `:focus-visible` turns on with the next key and cannot tell.
    let movesByKeyboard = false;
    const listen = (event: KeyboardEvent): void => {
      movesByKeyboard = movesByKeyboard || event.key === 'Tab';
      const combination = combinationOf(event);
      const command = commandRegistry.find(combination);
      if (command === undefined || event.defaultPrevented || event.isComposing) {
        return;
      }
      if (belongsToTarget(combination, describeTarget(event.target, movesByKeyboard)) || dialogIsOpen()) {
        return;
      }
      event.preventDefault();
      command.run();
    };
    const usePointer = (): void => {
      movesByKeyboard = false;
    };
    window.addEventListener('keydown', listen);
    window.addEventListener('pointerdown', usePointer);
    return () => {
      window.removeEventListener('keydown', listen);
      window.removeEventListener('pointerdown', usePointer);
    };
  }, []);
}

function dialogIsOpen(): boolean {
  // Closed selects keep their list in the document, out of sight.
  const open = document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]');
  return [...open].some((element) => element.checkVisibility());
}

function describeTarget(target: EventTarget | null, reachedByKeyboard: boolean): KeyTarget {
  if (!(target instanceof HTMLElement)) {
    return { tag: '', type: '', role: '', editable: false, reachedByKeyboard };
  }
  return {
    tag: target.tagName.toLowerCase(),
    type: target.getAttribute('type')?.toLowerCase() ?? '',
    role: target.getAttribute('role') ?? '',
    editable: target.isContentEditable,
    reachedByKeyboard,
  };
}

export const isApple = /mac|iphone|ipad/i.test(navigator.userAgent);
