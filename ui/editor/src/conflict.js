// Two saved the same sentence: both side by side, to take one, the other or both. Stands above the section's text until all are settled.
import { button, h } from "./dom.js";

/** conflict: {parts, choices, by}; choose(n, choice) is told each choice. */
export function conflictPanel(conflict, choose) {
  const open = conflict.parts.filter((part) => part.text === undefined);
  const rows = open.map((part, n) => {
    const pick = (choice, label) => button(label, () => choose(n, choice), { className: `ng-button${conflict.choices[n] === choice ? " ng-primary" : ""}`, "aria-pressed": String(conflict.choices[n] === choice) });
    return h(
      "div",
      { className: "ng-both" },
      h("div", {}, h("div", { className: "ng-quiet" }, `${conflict.by || "另一位"}存的`), h("div", {}, part.theirs || "（删去了）"), pick("theirs", "用这个")),
      h("div", {}, h("div", { className: "ng-quiet" }, "您写的"), h("div", {}, part.mine || "（删去了）"), pick("mine", "用我的")),
      h("div", { className: "ng-line" }, pick("both", "两个都留")),
    );
  });
  return h("div", { className: "ng-conflict", contenteditable: "false", role: "group", "aria-label": "两边的改动" }, h("b", {}, `${conflict.by || "另一位"}同时改了这一部分，有${open.length}处和您改的是同一句，请逐句选定；其余已经合在一起。`), rows);
}
