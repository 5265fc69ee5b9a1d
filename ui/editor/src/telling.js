// What a person does with a stretch of the text, told to the server in the terms of the text it has.
import { marksAt } from "./evidence.js";
import { charactersOf, lines, offsetOf, sectionAt, textOf, tidy } from "./schema.js";
import { show } from "./view_state.js";

export class Telling {
  constructor(view, outbox, texts) {
    Object.assign(this, { view, outbox, texts });
  }

  /** Save what was typed, then tell. */
  act(event) {
    this.texts.saveAll("asked");
    this.outbox.put(event);
  }

  /** An event about a stretch of a section, offsets counted in characters of the text the server will have when it comes. */
  about(stop, more) {
    const place = sectionAt(this.view.state.doc, stop.from);
    const text = tidy(textOf(place.node));
    const table = lines(place.node, place.pos);
    const [start, end] = [offsetOf(table, stop.from), offsetOf(table, stop.to)];
    const { base } = this.texts.get(place.id);
    return { section: place.id, base, start: charactersOf(text, start), end: charactersOf(text, end), text: text.slice(start, end), ...more };
  }

  /** Ask where a marked stretch comes from. focus: whether it becomes the one in hand. */
  where(stop, focus) {
    if (!stop.spec.mark || this.view.composing) return;
    const now = marksAt(this.view.state, stop.from).find((candidate) => candidate.spec.mark === stop.spec.mark) ?? stop;
    if (focus) show(this.view, { focus: { from: now.from, to: now.to } });
    this.outbox.put({ kind: "where", ...this.about(now, { mark: stop.spec.mark.id ?? null }) });
  }
}
