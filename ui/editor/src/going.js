// Where in the manuscript a person is, and how she is taken elsewhere.
import { lines, positionOf, sectionAt, textOf, tidy, unitsOf } from "./schema.js";
import { show } from "./view_state.js";

const FLASH = 2600;
const HANDS = ["wheel", "touchmove", "pointerdown", "keydown"]; // by which a person scrolls
const SCROLLING = ["wheel", "touchmove", "pointerdown"]; // a finger on the scroll bar is one on the page, beside the text

export class Going {
  /** told: the section the server knows of; before: called before she is taken to a section; scrolled; left: called with the section the caret left; inHand: with the one in hand. */
  constructor(view, page, outline, outbox, texts, { told, before, scrolled, left, inHand }) {
    Object.assign(this, { view, page, outline, outbox, texts, told, before, left, inHand });
    page.addEventListener("scroll", () => this.#scrolled(scrolled), { passive: true });
    // whose hand is on the page goes where she will: what is still on its way to a place lets go
    for (const hand of HANDS) page.addEventListener(hand, () => this.#letGo(), { passive: true });
    for (const hand of SCROLLING) page.addEventListener(hand, (event) => (this.typing &&= hand === "pointerdown" && event.target !== page), { passive: true });
  }

  close() {
    for (const timer of [this.settling, this.flashing, this.scrolling]) clearTimeout(timer);
  }

  /** Scroll to a section. */
  go(id) {
    this.before();
    this.typing = false;
    const dom = this.page.querySelector(`[data-section="${CSS.escape(id)}"]`);
    if (dom) this.#scrollBy(() => dom.getBoundingClientRect().top - this.page.getBoundingClientRect().top - 4);
    this.#here(id, 0);
    this.sent = true;
  }

  #letGo() {
    clearTimeout(this.scrolling);
    this.sent = false;
  }

  /** Scroll until nothing is off for some frames: the height of what was not drawn yet is a guess, put right as it comes into sight. */
  #scrollBy(off, then = () => {}, calm = 6, frames = 60) {
    if (this.view.isDestroyed) return;
    const by = off(), before = this.page.scrollTop;
    if (Math.abs(by) > 1) this.page.scrollTop += by;
    then();
    clearTimeout(this.scrolling);
    const still = this.page.scrollTop === before ? calm - 1 : 6; // at the end of the text it cannot go where it would
    if (still && frames) this.scrolling = setTimeout(() => this.#scrollBy(off, then, still, frames - 1), 16);
  }

  #scrolled(then) {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      then();
      this.watchScroll();
    });
  }

  watchScroll() {
    // who chose a section is in it, wherever the text comes to rest, until she scrolls; and so is who types in one
    if (this.typing || this.sent) return;
    const top = this.page.getBoundingClientRect().top + 90;
    let found = null;
    for (const dom of this.page.querySelectorAll("[data-section]")) {
      const box = dom.getBoundingClientRect();
      if (!box.height) continue;
      if (box.top > top && found) break;
      found = dom.getAttribute("data-section");
    }
    if (found) this.#here(found);
  }

  /** The section in hand; the page hears of it when one has come to rest in it, or at once where it was chosen. */
  #here(id, rest = 700) {
    if (id === this.current && (rest || this.told === id)) return;
    this.current = id;
    this.outline.at(id);
    this.inHand(id);
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.told !== id) this.outbox.put({ kind: "here", section: id });
      this.told = id;
    }, rest);
  }

  /** The caret went somewhere: that section is in hand until one scrolls. */
  moved() {
    const id = sectionAt(this.view.state.doc, this.view.state.selection.head)?.id;
    if (id && id !== this.caret && this.view.hasFocus() && !this.view.composing) {
      this.#here(id, 0);
    }
    if (id && this.view.hasFocus()) this.typing = true;
    if (this.caret && id !== this.caret) this.left(this.caret);
    this.caret = id;
  }

  /** Go where the server says, once for each time it says so: {n, section, start, end, flash}, offsets in characters of its text. */
  locate(locate) {
    if (!locate || locate.n === this.located) return;
    this.located = locate.n;
    const place = this.texts.place(locate.section);
    if (!place) return;
    if (locate.start === undefined || locate.start === null) {
      this.go(locate.section);
      if (locate.flash) this.flash([[locate.section, 0, tidy(textOf(place.node)).length]]);
      return;
    }
    const units = unitsOf(this.texts.get(locate.section).text);
    const table = lines(place.node, place.pos);
    const [from, to] = [positionOf(table, units(locate.start)), positionOf(table, units(locate.end))];
    if (from === null || to === null) this.go(locate.section);
    else this.lookAt({ from, to });
  }

  /** Bring a stretch of the document, {from, to}, into sight and mark it as the one in hand. */
  lookAt(focus) {
    show(this.view, { focus });
    this.typing = this.sent = false;
    const off = () => {
      if (focus.from > this.view.state.doc.content.size) return 0;
      const box = this.view.coordsAtPos(focus.from);
      const page = this.page.getBoundingClientRect();
      return box.top < page.top + 30 || box.bottom > page.bottom - 60 ? box.top - page.top - page.height / 3 : 0;
    };
    this.#scrollBy(off, () => this.watchScroll());
  }

  /** Show for a moment what changed: [section, start, stop] in its text. */
  flash(found) {
    const ranges = found.flatMap(([id, start, stop]) => {
      const place = this.texts.place(id);
      const table = place ? lines(place.node, place.pos) : [];
      const [from, to] = [positionOf(table, start), positionOf(table, Math.max(stop, start + 1))];
      return from === null || to === null ? [] : [{ from, to }];
    });
    show(this.view, { flash: ranges });
    clearTimeout(this.flashing);
    this.flashing = setTimeout(() => this.view.isDestroyed || show(this.view, { flash: [] }), FLASH);
  }
}
