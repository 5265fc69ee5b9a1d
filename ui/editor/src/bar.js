// The bar above the text: what to look at, from one to the next, and whether everything is saved.
import { button, h } from "./dom.js";

const KINDS = [
  ["bad", "没有出处"],
  ["warn", "换算和口径"],
  ["gap", "待补"],
  ["carried", "沿用去年"],
  ["suggestion", "建议"],
  ["comment", "批注"],
];

export class Bar {
  constructor(hands) {
    this.hands = hands;
    this.kinds = h("div", { className: "ng-kinds", role: "toolbar", "aria-label": "看哪一类" });
    // floats over the foot of the text, so that nothing moves when it comes and goes
    this.steps = h("div", { className: "ng-steps", role: "toolbar", "aria-label": "一处一处看" });
    this.status = h("span", { className: "ng-status", role: "status" });
    this.dom = h("div", { className: "ng-bar" }, this.kinds, this.status);
  }

  /** counts: by kind; chosen: the kind in hand or ""; at: which of them, from 0, or -1; only: whether the others are hidden. */
  show(counts, chosen, at, only) {
    const said = JSON.stringify([counts, chosen, at, only]);
    if (said === this.said) return;
    this.said = said;
    const total = chosen ? (counts[chosen] ?? 0) : 0;
    this.kinds.replaceChildren(
      ...KINDS.filter(([kind]) => counts[kind] || kind === chosen).map(([kind, name]) =>
        button(`${name} ${counts[kind] ?? 0}`, () => this.hands.choose(kind === chosen ? "" : kind), { className: `ng-button ng-kind ng-k-${kind}`, "aria-pressed": String(kind === chosen) }),
      ),
    );
    this.steps.replaceChildren(...(chosen ? this.#steps(chosen, at, total, only) : []));
  }

  say(words, look = "") {
    this.status.textContent = words;
    this.status.className = `ng-status ${look}`;
  }

  #steps(chosen, at, total, only) {
    const { step, keep, edit, remove, takeAll, declineAll, toggleOnly } = this.hands;
    const made = [
      button("‹", () => step(-1), { title: "上一处（Alt+↑）", "aria-label": "上一处" }),
      h("span", { className: "ng-count" }, `${at >= 0 ? at + 1 : "–"}/${total}`),
      button("›", () => step(1), { title: "下一处（Alt+↓）", "aria-label": "下一处" }),
      button(only ? "显示全文" : "只看这些", toggleOnly, { "aria-pressed": String(only) }),
    ];
    if (chosen === "carried" && at >= 0) made.push(button("保留", keep, { title: "这一句今年仍然这样写" }), button("改", edit), button("删", remove));
    if (chosen === "suggestion" && total) made.push(button("不改数字的都采用", takeAll), button("都不用", declineAll));
    return made;
  }
}
