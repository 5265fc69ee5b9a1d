// What the server knows of the text, laid over it; which kind of it a person goes through, and what she does with the one in hand.
import { TextSelection } from "prosemirror-state";
import { decorationsOf, evidenceKey, kindOf, stops } from "./evidence.js";
import { textOf, tidy } from "./schema.js";
import { show, shownKey } from "./view_state.js";

const PROBLEMS = new Set(["bad", "warn", "gap", "suggestion"]);

export class Findings {
  /** hands: what the marks themselves call, {act, remark}. */
  constructor(view, bar, texts, going, telling, hands) {
    Object.assign(this, { view, bar, texts, going, telling, hands });
    this.kind = "";
    this.only = false;
    this.laid = new Map();
  }

  /** Lay over each section what a run's data says of it, where that is not what lies there. */
  lay(sections, rebuilt) {
    if (rebuilt) this.laid.clear();
    const found = sections.filter((incoming) => this.#isNew(incoming)).map((incoming) => {
      const place = this.texts.place(incoming.id);
      const overlay = { marks: incoming.marks, suggestions: incoming.suggestions, comments: incoming.comments };
      return [incoming.id, decorationsOf(place, overlay, this.texts.get(incoming.id).text, tidy(textOf(place.node)), this.hands)];
    });
    if (found.length) this.view.dispatch(this.view.state.tr.setMeta(evidenceKey, { sections: found }).setMeta("addToHistory", false));
  }

  #isNew(incoming) {
    const was = this.laid.get(incoming.id);
    if (was?.incoming === incoming) return false; // a section that was only named: the very same as before
    const said = JSON.stringify([incoming.base, incoming.marks, incoming.suggestions, incoming.comments]);
    this.laid.set(incoming.id, { incoming, said });
    return was?.said !== said;
  }

  count() {
    const counts = {};
    const seen = new Set();
    for (const deco of evidenceKey.getState(this.view.state).find()) {
      const what = deco.spec.suggestion ?? deco.spec.comment ?? deco.spec.mark;
      const kind = kindOf(deco.spec);
      if (!kind || seen.has(what)) continue;
      seen.add(what);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    if (this.only && !counts[this.kind]) this.showOnly(false);
    this.bar.show(counts, this.kind, this.#at(), this.only);
  }

  #focus() {
    return shownKey.getState(this.view.state).focus;
  }

  #at() {
    const focus = this.#focus();
    if (!focus || !this.kind) return -1;
    return stops(this.view.state, new Set([this.kind])).findIndex((stop) => stop.from === focus.from && stop.to === focus.to);
  }

  /** From one finding to the next, of the kind chosen or of all that ask for something. */
  step(by) {
    const found = stops(this.view.state, this.kind ? new Set([this.kind]) : PROBLEMS);
    if (!found.length) return true;
    const focus = this.#focus();
    const from = focus?.from ?? this.view.state.selection.head;
    const at = found.findIndex((stop) => stop.from === focus?.from && stop.to === focus?.to);
    const ahead = at >= 0 ? at + by : by > 0 ? found.findIndex((stop) => stop.from > from) : found.findLastIndex((stop) => stop.from < from);
    const next = found[(ahead < 0 && at < 0 && by > 0 ? 0 : ahead + found.length) % found.length];
    this.going.lookAt(next);
    // what is typed now goes where she looks, not where she was
    this.view.dispatch(this.view.state.tr.setSelection(TextSelection.near(this.view.state.doc.resolve(next.to), -1)).setMeta("addToHistory", false));
    this.telling.where(next);
    this.count();
    return true;
  }

  choose(kind) {
    this.kind = kind;
    if (!kind) this.showOnly(false);
    show(this.view, { focus: null });
    if (kind) this.step(1);
    if (kind === "carried") this.showOnly(true);
    this.count();
  }

  showOnly(only) {
    if (this.only === only) return;
    this.only = only;
    show(this.view, { only: only ? this.kind : "" });
    const focus = this.#focus();
    if (focus) this.going.lookAt(focus);
    this.count();
  }

  /** Let go of one thing, the last first; whether there was one. */
  escape() {
    if (this.only) this.showOnly(false);
    else if (this.kind) this.choose("");
    else if (this.#focus()) show(this.view, { focus: null });
    else return false;
    return true;
  }

  decideAll(kind) {
    const all = stops(this.view.state, new Set(["suggestion"])).map((stop) => stop.spec.suggestion);
    const chosen = kind === "take" ? all.filter((suggestion) => !suggestion.number) : all;
    if (chosen.length) this.telling.act({ kind, suggestions: chosen.map((suggestion) => suggestion.id) });
  }

  #clause() {
    return stops(this.view.state, new Set(["carried"]))[this.#at()];
  }

  keepClause() {
    const stop = this.#clause();
    if (!stop) return;
    this.telling.act({ kind: "keep", ...this.telling.about(stop, { mark: stop.spec.mark.id ?? null }) });
    this.step(1);
  }

  editClause() {
    const stop = this.#clause();
    if (!stop) return;
    this.view.dispatch(this.view.state.tr.setSelection(TextSelection.create(this.view.state.doc, stop.from, stop.to)));
    this.view.focus();
  }

  removeClause() {
    const stop = this.#clause();
    if (!stop) return;
    const { state } = this.view;
    const at = state.doc.resolve(stop.from);
    const whole = at.depth === 2 && at.parent.content.size === stop.to - stop.from && at.node(1).childCount > 2;
    this.view.dispatch(whole ? state.tr.delete(at.before(2), at.after(2)) : state.tr.delete(stop.from, stop.to));
    show(this.view, { focus: null });
    this.step(1);
    this.count();
  }
}
