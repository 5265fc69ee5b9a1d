// Small things that float over the text: a hint, a gap to fill, a comment. Esc or a click elsewhere closes them.
import { button, h } from "./dom.js";

export class Float {
  constructor(host) {
    this.host = host;
    this.dom = null;
    this.hint = h("div", { className: "ng-hint", role: "tooltip" });
    host.append(this.hint);
    this.outside = (event) => this.dom && !event.composedPath().includes(this.dom) && this.close();
    document.addEventListener("pointerdown", this.outside, true);
  }

  destroy() {
    document.removeEventListener("pointerdown", this.outside, true);
  }

  /** Whether there was something to close. */
  close() {
    this.tell("", null);
    if (!this.dom) return false;
    this.dom.remove();
    this.dom = null;
    this.closed?.();
    this.closed = null;
    return true;
  }

  tell(words, box) {
    this.hint.textContent = words;
    this.hint.classList.toggle("ng-there", Boolean(words));
    if (words) this.#place(this.hint, box);
  }

  open(dom, box, closed) {
    this.close();
    this.closed = closed;
    this.dom = dom;
    this.host.append(dom);
    this.#place(dom, box);
  }

  #place(dom, box) {
    const inside = this.host.getBoundingClientRect();
    const left = Math.max(4, Math.min(box.left - inside.left, inside.width - dom.offsetWidth - 8));
    const below = box.bottom - inside.top + 6;
    const top = below + dom.offsetHeight > inside.height ? Math.max(4, box.top - inside.top - dom.offsetHeight - 6) : below;
    dom.style.left = `${left}px`;
    dom.style.top = `${top}px`;
  }
}

/** The form of a gap: what is missing, what is known of it, candidates to click, a value and where it is from. */
export function gapForm(gap, fill, close) {
  const value = h("input", { type: "text", "aria-label": "填什么", placeholder: gap.unit ? `例如 12.3${gap.unit}` : "填数或填文字" });
  const source = h("input", { type: "text", "aria-label": "从哪里来", placeholder: "从哪里来，例如：统计局12月快报" });
  const wrong = h("div", { className: "ng-wrong", role: "alert" });
  const done = (event) => {
    event?.preventDefault();
    if (!value.value.trim()) {
      wrong.textContent = "请先填上数或文字。";
      value.focus();
    } else if (!source.value.trim()) {
      wrong.textContent = "请写明从哪里来。";
      source.focus();
    } else fill(value.value.trim(), source.value.trim());
  };
  const candidates = (gap.candidates ?? []).map((candidate) => button(`${candidate.value}　${candidate.source}`, () => ((value.value = candidate.value), (source.value = candidate.source)), { className: "ng-button ng-candidate", title: candidate.sentence || null }));
  const form = h(
    "form",
    { className: "ng-pop ng-gap-form", role: "dialog", "aria-label": "填待补", onsubmit: done },
    h("b", {}, gap.indicator ? `${gap.year ? gap.year + "年" : ""}${gap.indicator}` : "待补"),
    h("div", { className: "ng-quiet" }, [gap.last ? `去年：${gap.last}` : "", gap.department ? `可能由${gap.department}报` : ""].filter(Boolean).join("　")),
    candidates.length ? h("div", {}, h("div", { className: "ng-quiet" }, "台账里有"), candidates) : null,
    value,
    source,
    wrong,
    h("div", { className: "ng-line" }, h("button", { type: "submit", className: "ng-button ng-primary" }, "填入"), button("先不填", close)),
  );
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") close();
  });
  form.first = value;
  return form;
}

export function remark(comment, answer, close) {
  return h("div", { className: "ng-pop", role: "dialog", "aria-label": "批注" }, h("b", {}, comment.author || "未署名"), h("div", {}, comment.text), comment.answer ? h("div", { className: "ng-quiet" }, comment.answer) : null, h("div", { className: "ng-line" }, button("去答复", answer, { className: "ng-button ng-primary" }), button("关上", close)));
}
