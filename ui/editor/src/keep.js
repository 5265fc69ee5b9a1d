// Typing that has not reached the server yet is kept in this browser, so that a closed tab or a dead server costs no word.
const ROOT = "nigao:typing:";

export class Keeper {
  constructor(draft, person) {
    this.prefix = `${ROOT}${draft}:${person}:`;
  }

  /** Keep a section's unsaved text with the version it was typed over. */
  put(section, base, baseText, text) {
    this.#try(() => localStorage.setItem(this.prefix + section, JSON.stringify({ base, baseText, text, at: Date.now() })));
  }

  drop(section) {
    this.#try(() => localStorage.removeItem(this.prefix + section));
  }

  /** What was kept of a section: {base, baseText, text, at}, or null. */
  get(section) {
    return this.#try(() => JSON.parse(localStorage.getItem(this.prefix + section))) ?? null;
  }

  // A browser may refuse storage (full, private window): typing goes on without it.
  #try(action) {
    try {
      return action();
    } catch {
      return null;
    }
  }
}
