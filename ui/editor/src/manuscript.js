// The manuscript: the whole document in one editor, what the server knows laid over it, and what a person does sent back.
import { history } from "prosemirror-history";
import { EditorState, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { Bar } from "./bar.js";
import { conflictPanel } from "./conflict.js";
import { clock, h } from "./dom.js";
import { decorationsOf, evidence, evidenceKey, kindOf, marksAt, stops } from "./evidence.js";
import { Float, gapForm, remark } from "./float.js";
import { keys, shape } from "./guard.js";
import { Head, headView } from "./head.js";
import { Keeper } from "./keep.js";
import { changed, merge, settled } from "./merge.js";
import { Outline } from "./outline.js";
import { charactersOf, lines, offsetOf, paragraphs, positionOf, schema, section, sectionAt, sectionsOf, textOf, tidy, unitsOf } from "./schema.js";
import { shown, shownKey } from "./view_state.js";

const KEEP_AFTER = 300; // ms from the last key to the browser's own storage
const SAVE_AFTER = 4000; // ms from the last key to the server, while one stays in the section
const FLASH = 2600;
const WIDE = 1700; // from here on there is room for a second pane beside the text
const HANDS = ["wheel", "touchmove", "pointerdown", "keydown"]; // by which a person scrolls
const PROBLEMS = new Set(["bad", "warn", "gap", "suggestion"]);

export class Manuscript {
  constructor(root, data, outbox) {
    this.outbox = outbox;
    this.entries = new Map();
    this.heads = new Map();
    this.keeper = new Keeper(data.draft, data.person ?? "");
    this.kind = "";
    this.only = false;
    this.locks = new Set();
    this.told = data.here;
    this.#frame(root);
    this.view = new EditorView(this.page, {
      state: this.#state(data),
      attributes: { class: "ng-page", role: "textbox", "aria-multiline": "true", "aria-label": "稿子", spellcheck: "false", translate: "no" },
      nodeViews: { heading: (node) => headView(this.#head(node.attrs.id)) },
      editable: () => !this.data?.readOnly,
      dispatchTransaction: (tr) => this.#dispatch(tr),
      handleClick: (_view, pos, event) => this.#clicked(pos, event),
      handleDOMEvents: {
        compositionend: () => this.#afterComposition(),
        mouseover: (_view, event) => this.#hover(event),
        mouseleave: () => this.float.tell("", null),
        blur: () => this.#saveAll("left"),
      },
    });
    this.#listen();
    this.update(data);
  }

  // --- the frame ----------------------------------------------------------------------------------------------------

  #frame(root) {
    this.root = root;
    this.outline = new Outline((id) => this.go(id));
    this.bar = new Bar({
      choose: (kind) => this.#choose(kind),
      step: (by) => this.step(by),
      keep: () => this.#keepClause(),
      edit: () => this.#editClause(),
      remove: () => this.#removeClause(),
      takeAll: () => this.#decideAll("take"),
      declineAll: () => this.#decideAll("decline"),
      toggleOnly: () => this.#showOnly(!this.only),
    });
    this.page = h("div", { className: "ng-scroll" });
    this.middle = h("div", { className: "ng-middle" }, this.bar.dom, this.page, this.bar.steps);
    root.append(this.outline.dom, this.middle);
    this.float = new Float(this.middle);
  }

  #state(data) {
    this.data = data;
    const doc = schema.nodes.doc.create(null, data.sections.map((s) => section(s.id, tidy(s.paragraphs.join("\n")))));
    return EditorState.create({
      doc,
      plugins: [
        keys({ undoBeyond: () => this.#undoBeyond(), save: () => this.#saveAll("asked"), step: (by) => this.step(by), escape: () => this.escape() }),
        history({ newGroupDelay: 800 }),
        evidence(),
        shown(),
        shape((id) => this.locks.has(id)),
      ],
    });
  }

  #head(id) {
    if (!this.heads.has(id)) this.heads.set(id, new Head(id, { act: (event) => this.#act({ ...event, base: this.entries.get(event.section)?.base }), retry: (section) => this.#retry(section), restore: (section, yes) => this.#restore(section, yes) }));
    return this.heads.get(id);
  }

  #listen() {
    this.leave = () => this.#keepTyping();
    this.resized = () => this.#fit();
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("resize", this.resized);
    this.watching = new ResizeObserver(this.resized);
    this.watching.observe(this.root);
    this.page.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // whose hand is on the page goes where she will: what is still on its way to a place lets go
    for (const hand of HANDS) this.page.addEventListener(hand, () => clearTimeout(this.scrolling), { passive: true });
    this.float.dom = null;
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && this.escape());
  }

  destroy() {
    this.#keepTyping();
    for (const timer of [this.keeping, this.saving, this.counting, this.settling, this.flashing, this.telling, this.scrolling]) clearTimeout(timer);
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("resize", this.resized);
    this.watching.disconnect();
    this.float.destroy();
    this.outbox.close();
    this.view.destroy();
    this.root.replaceChildren();
  }

  #fit() {
    const top = this.root.getBoundingClientRect().top + (window.scrollY || 0);
    const height = `${Math.max(360, Math.floor(window.innerHeight - top - (this.data.below ?? 12)))}px`;
    if (this.root.style.height !== height) this.root.style.height = height;
    this.outline.fit(this.root.clientWidth);
    const wide = window.innerWidth >= WIDE;
    if (wide !== (this.wide ?? Boolean(this.data.wide))) this.outbox.put({ kind: "room", wide });
    this.wide = wide;
  }

  // --- what comes in ------------------------------------------------------------------------------------------------

  /** Take what the server says. While an input method composes nothing moves; it is taken right after. */
  update(data) {
    if (this.view.composing) {
      this.waiting = data;
      return;
    }
    this.data = data;
    this.outbox.has(data.ack);
    this.locks = new Set(data.sections.filter((s) => s.writing || s.locked).map((s) => s.id));
    this.#outlineChanged(data.sections);
    const overlays = [];
    const flash = [];
    for (const incoming of data.sections) this.#take(incoming, overlays, flash);
    for (const id of [...this.entries.keys()]) if (!data.sections.some((s) => s.id === id)) this.entries.delete(id);
    if (overlays.length) this.#lay(overlays);
    this.#refresh();
    this.#fit();
    if (flash.length) this.#flash(flash);
    this.#locate(data.locate);
  }

  /** Sections added, removed or moved: the document is put together anew, with what was typed in those that stay. */
  #outlineChanged(incoming) {
    const now = sectionsOf(this.view.state.doc);
    if (now.length === incoming.length && now.every((place, i) => place.id === incoming[i].id)) return;
    const nodes = new Map(now.map((place) => [place.id, place.node]));
    const made = incoming.map((s) => nodes.get(s.id) ?? section(s.id, tidy(s.paragraphs.join("\n"))));
    const tr = this.view.state.tr.replaceWith(0, this.view.state.doc.content.size, made).setMeta("server", true).setMeta("addToHistory", false);
    this.view.dispatch(tr);
    for (const entry of this.entries.values()) entry.overlay = "";
  }

  #place(id) {
    return sectionsOf(this.view.state.doc).find((place) => place.id === id);
  }

  #local(id) {
    const place = this.#place(id);
    return place ? tidy(textOf(place.node)) : "";
  }

  #take(incoming, overlays, flash) {
    const id = incoming.id;
    const text = tidy(incoming.paragraphs.join("\n"));
    const entry = this.entries.get(id);
    if (!entry) {
      this.entries.set(id, { base: incoming.base, clean: text, text, meta: incoming, sent: null, conflict: null, offered: this.#left(incoming, text), refused: "", overlay: "" });
      this.#overlay(id, incoming, overlays);
      return;
    }
    entry.meta = incoming;
    this.#answered(entry, text);
    if (incoming.base !== entry.base) this.#newVersion(id, entry, incoming, text, flash);
    this.#overlay(id, incoming, overlays);
    if (this.touched?.has(id) && !entry.offered && !this.#unsaved(id)) this.keeper.drop(id);
  }

  /** What the server said to the save that was on its way, if it said something. */
  #answered(entry, text) {
    const { sent } = entry;
    if (!sent || this.data.ack?.client !== this.outbox.client || this.data.ack.n < sent.n) return;
    entry.sent = null;
    const refusal = (this.data.refused ?? []).find((refused) => refused.n === sent.n);
    entry.refused = refusal?.message ?? "";
    if (refusal) return;
    // the server has these words by now, whatever else the version it sends may hold
    entry.text = entry.clean = sent.text;
    this.saved = Date.now();
  }

  #newVersion(id, entry, incoming, text, flash) {
    const local = this.#local(id);
    const was = changed(local, text);
    if (!was || text === entry.text) entry.clean = text;
    else if (local === entry.clean) {
      this.#replaceBody(id, text);
      entry.clean = text;
      flash.push([id, was.start, was.stop]);
    } else this.#merge(id, entry, entry.text, local, text);
    entry.base = incoming.base;
    entry.text = text;
  }

  /** Someone else's version comes while one's own typing is not saved: together, sentence by sentence. */
  #merge(id, entry, base, local, theirs) {
    const parts = merge(base, local, theirs);
    const open = parts.filter((part) => part.text === undefined).length;
    this.#replaceBody(id, tidy(settled(parts)));
    entry.clean = theirs;
    entry.conflict = open ? { parts, choices: [], by: entry.meta.by ?? "" } : null;
    if (!open) this.#soon();
  }

  #replaceBody(id, text) {
    const place = this.#place(id);
    const was = tidy(textOf(place.node));
    const inside = changed(was, text);
    const { state } = this.view;
    const first = place.node.firstChild.nodeSize;
    const tr = state.tr.setMeta("server", true).setMeta("addToHistory", false);
    const table = lines(place.node, place.pos);
    const oneLine = inside && !was.slice(inside.start, inside.end).includes("\n") && !text.slice(inside.start, inside.stop).includes("\n");
    if (oneLine && table.length) tr.insertText(text.slice(inside.start, inside.stop), positionOf(table, inside.start), positionOf(table, inside.end));
    else tr.replaceWith(place.pos + 1 + first, place.pos + place.node.nodeSize - 1, paragraphs(text));
    this.view.dispatch(tr);
  }

  #overlay(id, incoming, overlays) {
    const entry = this.entries.get(id);
    if (entry.overlay && entry.laid === incoming) return; // a section that was only named: the very same as before
    entry.laid = incoming;
    const overlay = { marks: incoming.marks, suggestions: incoming.suggestions, comments: incoming.comments };
    const said = JSON.stringify([incoming.base, overlay]);
    if (entry.overlay === said) return;
    entry.overlay = said;
    overlays.push([id, overlay]);
  }

  #lay(overlays) {
    const hands = { act: (event) => this.#decide(event), remark: (comment, dom) => this.#showRemark(comment, dom) };
    const sections = overlays.map(([id, overlay]) => {
      const place = this.#place(id);
      const entry = this.entries.get(id);
      return [id, decorationsOf(place, overlay, entry.text, tidy(textOf(place.node)), hands)];
    });
    this.view.dispatch(this.view.state.tr.setMeta(evidenceKey, { sections }).setMeta("addToHistory", false));
  }

  // --- typing -------------------------------------------------------------------------------------------------------

  #dispatch(tr) {
    const before = this.view.state;
    const state = before.apply(tr);
    this.view.updateState(state);
    if (tr.docChanged && !tr.getMeta("server")) this.#typed(tr);
    if (tr.selectionSet || tr.docChanged) this.#moved();
  }

  #typed(tr) {
    tr.mapping.maps.forEach((map, i) =>
      map.forEach((_a, _b, from) => {
        const place = sectionAt(tr.doc, tr.mapping.slice(i + 1).map(from));
        if (place) (this.touched ??= new Set()).add(place.id);
      }),
    );
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.#keepTyping(), KEEP_AFTER);
    this.#soon();
  }

  #soon() {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.#saveAll("paused"), SAVE_AFTER);
  }

  #unsaved(id) {
    const entry = this.entries.get(id);
    return Boolean(entry) && this.#local(id) !== entry.clean;
  }

  #keepTyping() {
    for (const id of this.touched ?? []) {
      const entry = this.entries.get(id);
      if (!entry) continue;
      if (this.#unsaved(id)) this.keeper.put(id, entry.base, entry.text, this.#local(id));
      else if (!entry.offered) this.keeper.drop(id);
    }
    this.#refresh();
  }

  #saveAll(why) {
    if (this.view.composing) {
      this.#soon();
      return true;
    }
    for (const id of this.entries.keys()) this.#save(id, why);
    this.#refresh();
    return true;
  }

  #save(id, why) {
    const entry = this.entries.get(id);
    if (!entry || entry.sent || entry.conflict || this.locks.has(id) || this.data.readOnly || !this.#unsaved(id)) return;
    const text = this.#local(id);
    entry.refused = "";
    entry.sent = { n: this.outbox.put({ kind: "save", section: id, base: entry.base, text, why }), text };
  }

  #retry(id) {
    this.entries.get(id).sent = null;
    this.#save(id, "asked");
    this.#refresh();
  }

  #afterComposition() {
    // after the editor itself has read the composed characters
    setTimeout(() => {
      if (this.view.isDestroyed || this.view.composing) return;
      this.view.dispatch(this.view.state.tr.setMeta(evidenceKey, { prune: true }).setMeta("addToHistory", false));
      if (this.waiting) {
        const data = this.waiting;
        this.waiting = null;
        this.update(data);
      }
    }, 60);
  }

  #undoBeyond() {
    this.outbox.put({ kind: "undo" });
    return true;
  }

  // --- what was left in this browser --------------------------------------------------------------------------------

  #left(incoming, text) {
    const left = this.keeper.get(incoming.id);
    if (!left || typeof left.text !== "string" || left.text === text) {
      if (left) this.keeper.drop(incoming.id);
      return null;
    }
    return left;
  }

  #restore(id, yes) {
    const entry = this.entries.get(id);
    const left = entry.offered;
    entry.offered = null;
    if (!yes) this.keeper.drop(id);
    else if (left.base === entry.base) this.#typeIn(id, left.text);
    else this.#merge(id, entry, left.baseText ?? left.text, left.text, this.#local(id));
    (this.touched ??= new Set()).add(id);
    this.#soon();
    this.#refresh();
  }

  /** Put a text in as if it had been typed: one step to undo. */
  #typeIn(id, text) {
    const place = this.#place(id);
    this.view.dispatch(this.view.state.tr.replaceWith(place.pos + 1 + place.node.firstChild.nodeSize, place.pos + place.node.nodeSize - 1, paragraphs(text)));
  }

  #settle(id, n, choice) {
    const entry = this.entries.get(id);
    entry.conflict.choices[n] = choice;
    const open = entry.conflict.parts.filter((part) => part.text === undefined).length;
    const text = tidy(settled(entry.conflict.parts, entry.conflict.choices));
    if (entry.conflict.choices.filter(Boolean).length === open) {
      entry.conflict = null;
      this.#typeIn(id, text);
      if (!this.#unsaved(id)) this.keeper.drop(id);
      this.#save(id, "asked");
    }
    this.#refresh();
  }

  // --- what is shown ------------------------------------------------------------------------------------------------

  #refresh() {
    if (this.view.isDestroyed) return;
    const dirty = new Set([...this.entries.keys()].filter((id) => this.#unsaved(id)));
    for (const [id, entry] of this.entries) {
      const offered = entry.offered ? `这一部分有${clock(entry.offered.at)}写下、没有存上的改动。` : "";
      this.#head(id).show(entry.meta, { refused: entry.refused, offered });
      this.#showConflict(id, entry);
    }
    this.outline.show(this.data.sections, dirty);
    this.#status(dirty);
    this.#count();
    this.#watchScroll();
  }

  #showConflict(id, entry) {
    const head = this.#head(id).dom;
    head.querySelector(".ng-conflict")?.remove();
    if (entry.conflict) head.append(conflictPanel(entry.conflict, (n, choice) => this.#settle(id, n, choice)));
  }

  #status(dirty) {
    const entries = [...this.entries.values()];
    if (entries.some((entry) => entry.conflict)) this.bar.say("有一处改动要您选定", "ng-wait");
    else if (entries.some((entry) => entry.refused)) this.bar.say("有改动没有存上", "ng-wait");
    else if (entries.some((entry) => entry.sent)) this.bar.say("正在保存");
    else if (dirty.size) this.bar.say("有改动，稍后自动保存");
    else this.bar.say(this.saved ? `已自动保存 ${clock(this.saved)}` : (this.data.status ?? ""));
  }

  #count() {
    const counts = {};
    const seen = new Set();
    for (const deco of evidenceKey.getState(this.view.state).find()) {
      const what = deco.spec.suggestion ?? deco.spec.comment ?? deco.spec.mark;
      const kind = kindOf(deco.spec);
      if (!kind || seen.has(what)) continue;
      seen.add(what);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    if (this.only && !counts[this.kind]) this.#showOnly(false);
    this.bar.show(counts, this.kind, this.#at(), this.only);
  }

  #at() {
    const focus = shownKey.getState(this.view.state).focus;
    if (!focus || !this.kind) return -1;
    return stops(this.view.state, new Set([this.kind])).findIndex((stop) => stop.from === focus.from && stop.to === focus.to);
  }

  #flash(found) {
    const ranges = found.flatMap(([id, start, stop]) => {
      const place = this.#place(id);
      const table = place ? lines(place.node, place.pos) : [];
      const [from, to] = [positionOf(table, start), positionOf(table, Math.max(stop, start + 1))];
      return from === null || to === null ? [] : [{ from, to }];
    });
    this.#shown({ flash: ranges });
    clearTimeout(this.flashing);
    this.flashing = setTimeout(() => this.view.isDestroyed || this.#shown({ flash: [] }), FLASH);
  }

  #shown(meta) {
    this.view.dispatch(this.view.state.tr.setMeta(shownKey, meta).setMeta("addToHistory", false));
  }

  // --- going about --------------------------------------------------------------------------------------------------

  #section(id) {
    return this.page.querySelector(`[data-section="${CSS.escape(id)}"]`);
  }

  /** Scroll to a section. */
  go(id) {
    if (this.only) this.#showOnly(false);
    const dom = this.#section(id);
    if (dom) this.#scrollBy(() => dom.getBoundingClientRect().top - this.page.getBoundingClientRect().top - 4, () => (this.went = this.page.scrollTop));
    this.#here(id, 0);
  }

  /** Scroll until nothing is off any more: the height of what was not drawn yet is a guess, put right as it comes into sight. */
  #scrollBy(off, then = () => {}, frames = 6) {
    if (this.view.isDestroyed) return;
    const by = off();
    if (Math.abs(by) > 1) this.page.scrollTop += by;
    then();
    clearTimeout(this.scrolling);
    if (frames) this.scrolling = setTimeout(() => this.#scrollBy(off, then, frames - 1), 16);
  }

  #scrolled() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.float.tell("", null);
      this.#watchScroll();
    });
  }

  #watchScroll() {
    // the last sections cannot come to the top: who chose one is in it all the same, until she scrolls
    if (this.page.scrollTop === this.went) return;
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
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.told !== id) this.outbox.put({ kind: "here", section: id });
      this.told = id;
    }, rest);
  }

  /** The caret went somewhere: that section is in hand until one scrolls; what was typed in the section it left is saved. */
  #moved() {
    const id = sectionAt(this.view.state.doc, this.view.state.selection.head)?.id;
    if (id && id !== this.caret && this.view.hasFocus() && !this.view.composing) {
      this.went = this.page.scrollTop;
      this.#here(id, 0);
    }
    if (this.caret && id !== this.caret) {
      const left = this.caret;
      setTimeout(() => this.view.isDestroyed || this.view.composing || (this.#save(left, "left"), this.#refresh()), 0);
    }
    this.caret = id;
  }

  #locate(locate) {
    if (!locate || locate.n === this.located) return;
    this.located = locate.n;
    const place = this.#place(locate.section);
    if (!place) return;
    if (locate.start === undefined || locate.start === null) {
      this.go(locate.section);
      if (locate.flash) this.#flash([[locate.section, 0, tidy(textOf(place.node)).length]]);
      return;
    }
    const units = unitsOf(this.entries.get(locate.section).text);
    const table = lines(place.node, place.pos);
    const [from, to] = [positionOf(table, units(locate.start)), positionOf(table, units(locate.end))];
    if (from === null || to === null) this.go(locate.section);
    else this.#lookAt({ from, to });
  }

  #lookAt(focus) {
    this.#shown({ focus });
    const off = () => {
      if (focus.from > this.view.state.doc.content.size) return 0;
      const box = this.view.coordsAtPos(focus.from);
      const page = this.page.getBoundingClientRect();
      return box.top < page.top + 30 || box.bottom > page.bottom - 60 ? box.top - page.top - page.height / 3 : 0;
    };
    this.#scrollBy(off, () => this.#watchScroll());
  }

  /** From one finding to the next, of the kind chosen or of all that ask for something. */
  step(by) {
    const found = stops(this.view.state, this.kind ? new Set([this.kind]) : PROBLEMS);
    if (!found.length) return true;
    const focus = shownKey.getState(this.view.state).focus;
    const from = focus?.from ?? this.view.state.selection.head;
    const at = found.findIndex((stop) => stop.from === focus?.from && stop.to === focus?.to);
    const ahead = at >= 0 ? at + by : by > 0 ? found.findIndex((stop) => stop.from > from) : found.findLastIndex((stop) => stop.from < from);
    const next = found[(ahead < 0 && at < 0 && by > 0 ? 0 : ahead + found.length) % found.length];
    this.#lookAt(next);
    this.#where(next);
    this.#count();
    return true;
  }

  #choose(kind) {
    this.kind = kind;
    if (!kind) this.#showOnly(false);
    this.#shown({ focus: null });
    if (kind) this.step(1);
    if (kind === "carried") this.#showOnly(true);
    this.#count();
  }

  #showOnly(only) {
    if (this.only === only) return;
    this.only = only;
    this.#shown({ only: only ? this.kind : "" });
    const focus = shownKey.getState(this.view.state).focus;
    if (focus) this.#lookAt(focus);
    this.#count();
  }

  escape() {
    if (this.float.close()) return true;
    if (this.only) this.#showOnly(false);
    else if (this.kind) this.#choose("");
    else if (shownKey.getState(this.view.state).focus) this.#shown({ focus: null });
    else return false;
    return true;
  }

  // --- what a person does -------------------------------------------------------------------------------------------

  #act(event) {
    this.#saveAll("asked");
    this.outbox.put(event);
  }

  /** An event about a stretch of a section, offsets counted in characters of the text the server will have when it comes. */
  #about(stop, more) {
    const place = sectionAt(this.view.state.doc, stop.from);
    const text = tidy(textOf(place.node));
    const table = lines(place.node, place.pos);
    const [start, end] = [offsetOf(table, stop.from), offsetOf(table, stop.to)];
    const entry = this.entries.get(place.id);
    return { section: place.id, base: entry.base, start: charactersOf(text, start), end: charactersOf(text, end), text: text.slice(start, end), ...more };
  }

  #clicked(pos, event) {
    const found = marksAt(this.view.state, pos);
    if (!found.length || event.shiftKey || event.ctrlKey) return false;
    const gap = found.find((stop) => stop.spec.mark.kind === "gap");
    if (gap && !this.data.readOnly) {
      this.#openGap(gap);
      return false;
    }
    const stop = found[0];
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.view.isDestroyed || !this.view.state.selection.empty || this.#where(stop, true), 220);
    return false;
  }

  #where(stop, focus) {
    if (!stop.spec.mark || this.view.composing) return;
    const now = marksAt(this.view.state, stop.from).find((candidate) => candidate.spec.mark === stop.spec.mark) ?? stop;
    if (focus) this.#shown({ focus: { from: now.from, to: now.to } });
    this.outbox.put({ kind: "where", ...this.#about(now, { mark: stop.spec.mark.id ?? null }) });
    this.#count();
  }

  #openGap(stop) {
    const gap = stop.spec.mark.gap ?? {};
    const focus = { from: stop.from, to: stop.to };
    this.#shown({ focus });
    const close = () => {
      this.float.close();
      this.view.focus();
    };
    const fill = (value, source) => {
      const now = evidenceKey.getState(this.view.state).find(undefined, undefined, (spec) => spec.mark === stop.spec.mark)[0] ?? stop;
      this.#act({ kind: "fill", ...this.#about(now, { gap: gap.id ?? stop.spec.mark.id ?? null, value, source }) });
      close();
    };
    const form = gapForm(gap, fill, close);
    const box = this.view.coordsAtPos(stop.from);
    this.float.open(form, box, () => this.view.isDestroyed || this.#shown({ focus: null }));
    form.first.focus();
  }

  #showRemark(comment, dom) {
    const box = dom.getBoundingClientRect();
    const answer = () => {
      this.outbox.put({ kind: "comment", comment: comment.id });
      this.float.close();
    };
    this.float.open(remark(comment, answer, () => this.float.close()), box);
  }

  #hover(event) {
    const dom = event.target?.closest?.(".ng-figure, .ng-clause, .ng-gap, .ng-finding");
    if (!dom || !this.view.dom.contains(dom)) {
      this.float.tell("", null);
      return false;
    }
    const found = marksAt(this.view.state, this.view.posAtDOM(dom, 0));
    const stop = found.find((candidate) => this.view.posAtDOM(dom, 0) < candidate.to) ?? found[0];
    this.float.tell(stop?.spec.mark.hint ?? "", event.target.getBoundingClientRect());
    return false;
  }

  #decide(event) {
    this.#act(event);
    for (const tick of this.page.querySelectorAll(`.ng-tick`)) tick.blur();
  }

  #decideAll(kind) {
    const all = stops(this.view.state, new Set(["suggestion"])).map((stop) => stop.spec.suggestion);
    const chosen = kind === "take" ? all.filter((suggestion) => !suggestion.number) : all;
    if (chosen.length) this.#act({ kind, suggestions: chosen.map((suggestion) => suggestion.id) });
  }

  #clause() {
    return stops(this.view.state, new Set(["carried"]))[this.#at()];
  }

  #keepClause() {
    const stop = this.#clause();
    if (!stop) return;
    this.#act({ kind: "keep", ...this.#about(stop, { mark: stop.spec.mark.id ?? null }) });
    this.step(1);
  }

  #editClause() {
    const stop = this.#clause();
    if (!stop) return;
    this.view.dispatch(this.view.state.tr.setSelection(TextSelection.create(this.view.state.doc, stop.from, stop.to)));
    this.view.focus();
  }

  #removeClause() {
    const stop = this.#clause();
    if (!stop) return;
    const { state } = this.view;
    const at = state.doc.resolve(stop.from);
    const whole = at.depth === 2 && at.parent.content.size === stop.to - stop.from && at.node(1).childCount > 2;
    this.view.dispatch(whole ? state.tr.delete(at.before(2), at.after(2)) : state.tr.delete(stop.from, stop.to));
    this.#shown({ focus: null });
    this.step(1);
    this.#count();
  }
}
