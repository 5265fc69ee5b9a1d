// Each section's text: as it stands here, as the server has it, and on its way between the two.
import { sectionAt, paragraphs, lines, positionOf, section, sectionsOf, textOf, tidy } from "./schema.js";
import { changed, merge, settled } from "./merge.js";

const KEEP_AFTER = 300; // ms from the last key to the browser's own storage
const SAVE_AFTER = 4000; // ms from the last key to the server, while one stays in the section

const openOnes = (parts) => parts.filter((part) => part.text === undefined).length;

/** The document of a run's data. */
export function nodesOf(sections, kept = new Map()) {
  return sections.map((s) => kept.get(s.id) ?? section(s.id, tidy(s.paragraphs.join("\n"))));
}

export class Texts {
  /** again: called when something changed that is shown beside the text. */
  constructor(view, outbox, keeper, again) {
    Object.assign(this, { view, outbox, keeper, again });
    this.entries = new Map();
    this.locks = new Set();
    this.touched = new Set();
  }

  get(id) {
    return this.entries.get(id);
  }

  place(id) {
    return sectionsOf(this.view.state.doc).find((place) => place.id === id);
  }

  local(id) {
    const place = this.place(id);
    return place ? tidy(textOf(place.node)) : "";
  }

  unsaved(id) {
    const entry = this.entries.get(id);
    return Boolean(entry) && this.local(id) !== entry.clean;
  }

  dirty() {
    return new Set([...this.entries.keys()].filter((id) => this.unsaved(id)));
  }

  /** Typed words go out whatever happens next: kept in this browser, and on their way to the server. */
  close() {
    this.keepTyping();
    for (const id of this.entries.keys()) this.save(id, "left");
    clearTimeout(this.keeping);
    clearTimeout(this.saving);
  }

  // --- what comes in ------------------------------------------------------------------------------------------------

  /** Take what the server says: {rebuilt: whether sections came, went or moved, changed: [id, start, stop] of what others wrote}. */
  take(data) {
    this.data = data;
    this.locks = new Set(data.sections.filter((s) => s.writing || s.locked).map((s) => s.id));
    const rebuilt = this.#outlineChanged(data.sections);
    const written = [];
    for (const incoming of data.sections) this.#take(incoming, written);
    for (const id of [...this.entries.keys()]) if (!data.sections.some((s) => s.id === id)) this.entries.delete(id);
    return { rebuilt, changed: written };
  }

  /** Sections added, removed or moved: the document is put together anew, with what was typed in those that stay. */
  #outlineChanged(incoming) {
    const now = sectionsOf(this.view.state.doc);
    if (now.length === incoming.length && now.every((place, i) => place.id === incoming[i].id)) return false;
    const made = nodesOf(incoming, new Map(now.map((place) => [place.id, place.node])));
    this.view.dispatch(this.#fromServer().replaceWith(0, this.view.state.doc.content.size, made));
    return true;
  }

  #fromServer() {
    return this.view.state.tr.setMeta("server", true).setMeta("addToHistory", false);
  }

  #take(incoming, written) {
    const id = incoming.id;
    const text = tidy(incoming.paragraphs.join("\n"));
    const entry = this.entries.get(id);
    if (!entry) {
      const made = { base: incoming.base, clean: text, text, meta: incoming, sent: null, conflict: null, left: this.#left(incoming, text), back: 0, refused: "" };
      this.entries.set(id, made);
      this.#putBack(id, made);
      return;
    }
    entry.meta = incoming;
    this.#answered(entry);
    if (incoming.base !== entry.base) this.#newVersion(id, entry, incoming, text, written);
    this.#putBack(id, entry);
    if (this.touched.has(id) && !entry.left && !this.unsaved(id)) this.keeper.drop(id);
  }

  /** What the server said to the save that was on its way, if it said something. */
  #answered(entry) {
    const { sent } = entry;
    if (!sent || this.data.ack?.client !== this.outbox.client || this.data.ack.n < sent.n) return;
    entry.sent = null;
    const refusal = (this.data.refused ?? []).find((refused) => refused.n === sent.n);
    entry.refused = refusal?.message ?? "";
    if (refusal) return;
    // the server has these words by now, whatever else the version it sends may hold
    entry.text = entry.clean = sent.text;
    entry.back = 0;
    this.saved = Date.now();
  }

  #newVersion(id, entry, incoming, text, written) {
    const local = this.local(id);
    const was = changed(local, text);
    if (!was || text === entry.text) entry.clean = text;
    else if (local === entry.clean) {
      this.#replaceBody(id, text);
      entry.clean = text;
      written.push([id, was.start, was.stop]);
    } else this.#merge(id, entry, entry.text, local, text);
    entry.base = incoming.base;
    entry.text = text;
  }

  /** Someone else's version comes while one's own typing is not saved: together, sentence by sentence. */
  #merge(id, entry, base, local, theirs) {
    const parts = merge(base, local, theirs);
    this.#replaceBody(id, tidy(settled(parts)));
    entry.clean = theirs;
    entry.conflict = openOnes(parts) ? { parts, choices: [], by: entry.meta.by ?? "" } : null;
    if (!entry.conflict) this.soon();
  }

  #replaceBody(id, text) {
    const place = this.place(id);
    const was = tidy(textOf(place.node));
    const inside = changed(was, text);
    const first = place.node.firstChild.nodeSize;
    const table = lines(place.node, place.pos);
    const oneLine = inside && !was.slice(inside.start, inside.end).includes("\n") && !text.slice(inside.start, inside.stop).includes("\n");
    const tr = this.#fromServer();
    if (oneLine && table.length) tr.insertText(text.slice(inside.start, inside.stop), positionOf(table, inside.start), positionOf(table, inside.end));
    else tr.replaceWith(place.pos + 1 + first, place.pos + place.node.nodeSize - 1, paragraphs(text));
    this.view.dispatch(tr);
  }

  // --- what goes out ------------------------------------------------------------------------------------------------

  /** A person typed: which sections, and when that is kept and sent. */
  typed(tr) {
    tr.mapping.maps.forEach((map, i) =>
      map.forEach((_a, _b, from) => {
        const place = sectionAt(tr.doc, tr.mapping.slice(i + 1).map(from));
        if (place) this.touched.add(place.id);
      }),
    );
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => (this.keepTyping(), this.again()), KEEP_AFTER);
    this.soon();
  }

  soon() {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.saveAll("paused"), SAVE_AFTER);
  }

  keepTyping() {
    for (const id of this.touched) {
      const entry = this.entries.get(id);
      if (!entry) continue;
      if (this.unsaved(id)) this.keeper.put(id, entry.base, entry.text, this.local(id));
      else if (!entry.left) this.keeper.drop(id);
    }
  }

  saveAll(why) {
    if (this.view.composing) {
      this.soon();
      return true;
    }
    for (const id of this.entries.keys()) this.save(id, why);
    this.again();
    return true;
  }

  save(id, why) {
    const entry = this.entries.get(id);
    if (!entry || entry.sent || entry.conflict || this.locks.has(id) || this.data.readOnly || !this.unsaved(id)) return;
    const text = this.local(id);
    entry.refused = "";
    entry.sent = { n: this.outbox.put({ kind: "save", section: id, base: entry.base, text, why }), text };
  }

  retry(id) {
    this.entries.get(id).sent = null;
    this.save(id, "asked");
    this.again();
  }

  // --- what a person settles ----------------------------------------------------------------------------------------

  #left(incoming, text) {
    const left = this.keeper.get(incoming.id);
    if (!left || typeof left.text !== "string" || left.text === text) {
      if (left) this.keeper.drop(incoming.id);
      return null;
    }
    return left;
  }

  /** What she typed here and the server never had stands in the text again, over what others wrote since; where nobody may type it waits. */
  #putBack(id, entry) {
    const { left } = entry;
    if (!left || this.locks.has(id) || this.data.readOnly) return;
    Object.assign(entry, { left: null, back: left.at });
    this.touched.add(id);
    if (left.base === entry.base) this.#typeIn(id, left.text);
    else this.#merge(id, entry, left.baseText ?? left.text, left.text, entry.text);
    this.soon();
  }

  /** Let go of what was put back: the text is what the server has. */
  letGo(id) {
    const entry = this.entries.get(id);
    Object.assign(entry, { back: 0, conflict: null });
    this.#typeIn(id, entry.text);
    this.keeper.drop(id);
    this.again();
  }

  /** Put a text in as if it had been typed: one step to undo. */
  #typeIn(id, text) {
    const place = this.place(id);
    this.view.dispatch(this.view.state.tr.replaceWith(place.pos + 1 + place.node.firstChild.nodeSize, place.pos + place.node.nodeSize - 1, paragraphs(text)));
  }

  /** Choose between two wordings of the n-th sentence both changed. */
  settle(id, n, choice) {
    const entry = this.entries.get(id);
    entry.conflict.choices[n] = choice;
    const { parts, choices } = entry.conflict;
    if (choices.filter(Boolean).length === openOnes(parts)) {
      entry.conflict = null;
      this.#typeIn(id, tidy(settled(parts, choices)));
      if (!this.unsaved(id)) this.keeper.drop(id);
      this.save(id, "asked");
    }
    this.again();
  }
}
