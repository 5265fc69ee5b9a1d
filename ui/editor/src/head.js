// The head of a section: its title, its state, what it is made of, and what can be done with it. Not part of the text.
import { button, h } from "./dom.js";

/** 「12句：今年7，去年5，缺2」, or "" for an empty section. */
export function summary(counts) {
  if (!counts?.sentences) return "";
  const parts = [
    counts.this ? `今年${counts.this}` : "",
    counts.last ? `去年${counts.last}` : "",
    counts.stated ? `手写${counts.stated}` : "",
    counts.missing ? `缺${counts.missing}` : "",
  ].filter(Boolean);
  return `${counts.sentences}句${parts.length ? "：" + parts.join("，") : ""}`;
}

export class Head {
  constructor(id, hands) {
    this.id = id;
    this.hands = hands;
    this.dom = h("div", { className: "ng-head", contenteditable: "false" });
    this.said = "";
  }

  /** meta: the section as the server sent it; more: {refused, back} of this browser. */
  show(meta, more) {
    const said = JSON.stringify([meta.number, meta.title, meta.level, meta.state, meta.stateName, meta.counts, meta.note, meta.actions, meta.writing, meta.undo, meta.people, more]);
    if (said === this.said) return;
    this.said = said;
    this.dom.replaceChildren(...this.#rows(meta, more));
    this.reach(this.reached);
  }

  /** Whether the Tab key comes to what can be done with the section; what asks for an answer it always comes to. */
  reach(reached = false) {
    this.reached = reached;
    for (const one of this.dom.querySelectorAll(".ng-actions button")) one.tabIndex = reached ? 0 : -1;
  }

  #rows(meta, more) {
    const act = (action) => this.hands.act({ kind: "action", section: this.id, action });
    const title = h("span", { className: `ng-title ng-l${Math.min(meta.level, 4)}`, role: "heading", "aria-level": String(Math.min(meta.level, 4) + 1) }, `${meta.number}${meta.title}` || "（开头）");
    const line = h(
      "div",
      { className: "ng-headline" },
      title,
      h("span", { className: `ng-state ${meta.state}` }, meta.stateName),
      h("span", { className: "ng-summary" }, summary(meta.counts)),
      meta.people?.length ? h("span", { className: "ng-people" }, `${meta.people.join("、")}也在这里`) : null,
      h("span", { className: "ng-actions" }, (meta.actions ?? []).map(({ id, label, primary }) => button(label, () => act(id), { className: `ng-button${primary ? " ng-primary" : ""}` }))),
    );
    return [line, this.#notes(meta, more, act)].filter(Boolean);
  }

  #notes(meta, more, act) {
    const rows = [];
    const row = (words, ...buttons) => rows.push(h("div", { className: "ng-note" }, h("span", {}, words), ...buttons));
    if (meta.writing) row(meta.writing);
    if (meta.note) row(meta.note);
    if (meta.undo) row(meta.undo, button("撤回这次改动", () => act("undo")));
    if (more.refused) row(`没有存上：${more.refused}`, button("再存一次", () => this.hands.retry(this.id)));
    if (more.back) row(more.back, button("不要了", () => this.hands.letGo(this.id)));
    return rows.length ? h("div", { className: "ng-notes" }, rows) : null;
  }
}

/** The node view over a head: the editor neither reads nor redraws what is inside. */
export function headView(head) {
  return { dom: head.dom, ignoreMutation: () => true, stopEvent: () => true, update: (node) => node.type.name === "heading" && node.attrs.id === head.id };
}
