// The outline beside the manuscript: where one is, the state of each section, its share of this year's sentences. It folds to a strip.
import { button, h } from "./dom.js";
import { summary } from "./head.js";

const FOLDED = "nigao:outline-folded";

export class Outline {
  constructor(go) {
    this.go = go;
    this.rows = new Map();
    this.fold = button("‹", () => this.toggle(), { className: "ng-button ng-fold", title: "收起提纲", "aria-label": "收起提纲" });
    this.list = h("div", { className: "ng-rows", role: "listbox", "aria-label": "提纲" });
    this.dom = h("nav", { className: "ng-outline" }, h("div", { className: "ng-outline-head" }, h("span", { className: "ng-outline-name" }, "提纲"), this.fold), this.list);
    this.chosen = this.#kept();
  }

  show(sections, dirty) {
    const said = JSON.stringify(sections.map((s) => [s.id, s.number, s.title, s.level, s.state, s.stateName, s.counts, s.people, dirty.has(s.id)]));
    if (said === this.said) return;
    this.said = said;
    this.rows = new Map(sections.map((section) => [section.id, this.#row(section, dirty.has(section.id))]));
    const focused = this.list.contains(document.activeElement) && document.activeElement.dataset.of;
    this.list.replaceChildren(...this.rows.values());
    this.#reach(this.list.firstChild);
    this.at(this.current, false);
    if (focused) this.rows.get(focused)?.focus();
  }

  /** Mark the section one is in. */
  at(id, scroll = true) {
    this.rows.get(this.current)?.removeAttribute("aria-current");
    this.current = id;
    const row = this.rows.get(id);
    if (!row) return;
    row.setAttribute("aria-current", "true");
    this.#reach(row);
    if (scroll && (row.offsetTop < this.list.scrollTop || row.offsetTop + row.offsetHeight > this.list.scrollTop + this.list.clientHeight))
      this.list.scrollTop = row.offsetTop - this.list.clientHeight / 3;
  }

  /** One row is on the way of the Tab key; from there the arrows lead on. */
  #reach(row) {
    for (const one of this.rows.values()) one.tabIndex = one === row ? 0 : -1;
  }

  #keyed(event, go) {
    const rows = [...this.rows.values()];
    const here = rows.indexOf(event.currentTarget);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") go();
    else if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    else if (rows[to]) {
      this.#reach(rows[to]);
      rows[to].focus();
    }
    event.preventDefault();
  }

  /** Folded by choice, else where there is no room. */
  fit(width) {
    const folded = this.chosen ?? width < 720;
    this.dom.classList.toggle("ng-folded", folded);
    const says = folded ? "展开提纲" : "收起提纲";
    this.fold.textContent = folded ? "›" : "‹";
    this.fold.title = says;
    this.fold.setAttribute("aria-label", says);
  }

  toggle() {
    this.chosen = !this.dom.classList.contains("ng-folded");
    try {
      localStorage.setItem(FOLDED, this.chosen ? "1" : "0");
    } catch {
      // no storage: the choice holds for this page only
    }
    this.fit(0);
  }

  #kept() {
    try {
      const kept = localStorage.getItem(FOLDED);
      return kept === null ? null : kept === "1";
    } catch {
      return null;
    }
  }

  #row(section, dirty) {
    const name = `${section.number}${section.title}` || "（开头）";
    const counts = section.counts ?? {};
    const share = counts.sentences ? Math.round((100 * (counts.this ?? 0)) / counts.sentences) : 0;
    const says = [name, section.stateName, summary(counts), dirty ? "有改动没存" : "", ...(section.people ?? []).map((person) => `${person}在这里`)].filter(Boolean).join("　");
    const go = () => this.go(section.id);
    return h(
      "div",
      { className: `ng-row ng-l${Math.min(section.level, 4)}`, role: "option", "data-of": section.id, tabindex: "-1", title: says, "aria-label": says, onclick: go, onkeydown: (event) => this.#keyed(event, go) },
      h("span", { className: "ng-short" }, (section.number || section.title || "首").replace(/[、（）()]/g, "").slice(0, section.number ? 3 : 1)),
      h("span", { className: "ng-name" }, name),
      h("span", { className: "ng-side" }, h("span", { className: `ng-mini ${section.state}` }, dirty ? "未存" : section.people?.length ? section.people[0] : section.stateName), counts.sentences ? h("span", { className: "ng-share", style: `--share:${share}%` }) : null),
    );
  }
}
