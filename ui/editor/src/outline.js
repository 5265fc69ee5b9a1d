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
    this.list.replaceChildren(...this.rows.values());
    this.at(this.current, false);
  }

  /** Mark the section one is in. */
  at(id, scroll = true) {
    this.rows.get(this.current)?.removeAttribute("aria-current");
    this.current = id;
    const row = this.rows.get(id);
    if (!row) return;
    row.setAttribute("aria-current", "true");
    if (scroll && (row.offsetTop < this.list.scrollTop || row.offsetTop + row.offsetHeight > this.list.scrollTop + this.list.clientHeight))
      this.list.scrollTop = row.offsetTop - this.list.clientHeight / 3;
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
      { className: `ng-row ng-l${Math.min(section.level, 4)}`, role: "option", tabindex: "0", title: says, "aria-label": says, onclick: go, onkeydown: (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), go()) },
      h("span", { className: "ng-short" }, (section.number || section.title || "首").replace(/[、（）()]/g, "").slice(0, section.number ? 3 : 1)),
      h("span", { className: "ng-name" }, name),
      h("span", { className: "ng-side" }, h("span", { className: `ng-mini ${section.state}` }, dirty ? "未存" : section.people?.length ? section.people[0] : section.stateName), counts.sentences ? h("span", { className: "ng-share", style: `--share:${share}%` }) : null),
    );
  }
}
