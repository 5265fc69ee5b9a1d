// What the screen shows for a moment or by choice: the finding in hand, what just changed, only the paragraphs a filter lets through.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { cells } from "./cells.js";
import { kindOf, evidenceKey } from "./evidence.js";
import { sectionsOf } from "./schema.js";

export const shownKey = new PluginKey("shown");

function spans(state, { focus, flash }) {
  const size = state.doc.content.size;
  const made = [];
  if (focus && focus.to <= size) made.push(Decoration.inline(focus.from, focus.to, { class: "ng-on" }));
  for (const range of flash ?? []) if (range.to <= size && range.from < range.to) made.push(Decoration.inline(range.from, range.to, { class: "ng-flash" }));
  return made;
}

/** Node decorations that hide what the filter leaves out. */
function filtered(state, only) {
  const kept = new Set();
  const heads = new Set();
  for (const deco of evidenceKey.getState(state).find(undefined, undefined, (spec) => kindOf(spec) === only)) {
    const at = state.doc.resolve(deco.from);
    if (at.depth < 2) continue;
    kept.add(at.before(2));
    heads.add(at.before(1));
  }
  const made = [];
  for (const { node, pos } of sectionsOf(state.doc)) {
    if (!heads.has(pos)) made.push(Decoration.node(pos, pos + node.nodeSize, { class: "ng-away" }));
    else node.forEach((child, offset) => {
      const at = pos + 1 + offset;
      if (child.type.name === "paragraph" && !kept.has(at)) made.push(Decoration.node(at, at + child.nodeSize, { class: "ng-away" }));
    });
  }
  return made;
}

function placeholders(doc) {
  const made = [];
  for (const { node, pos } of sectionsOf(doc)) {
    if (node.childCount !== 2 || node.child(1).content.size) continue;
    const at = pos + 1 + node.child(0).nodeSize;
    made.push(Decoration.node(at, at + node.child(1).nodeSize, { class: "ng-empty" }));
  }
  return made;
}

/** Show something: {focus}, {flash} or {only}; no step to undo. */
export function show(view, what) {
  view.dispatch(view.state.tr.setMeta(shownKey, what).setMeta("addToHistory", false));
}

/** Meta: {focus}, {flash}, {only}, each replacing what was. */
export function shown() {
  return new Plugin({
    key: shownKey,
    state: {
      init: (_config, state) => ({ focus: null, flash: [], only: "", set: DecorationSet.create(state.doc, [...placeholders(state.doc), ...cells(state.doc)]) }),
      apply(tr, was, _old, state) {
        const meta = tr.getMeta(shownKey);
        if (!tr.docChanged && !meta && !(was.only && tr.getMeta(evidenceKey))) return was;
        const move = (range) => range && { from: tr.mapping.map(range.from, 1), to: tr.mapping.map(range.to, -1) };
        const now = { focus: move(was.focus), flash: was.flash.map(move), only: was.only, ...meta };
        const all = [...spans(state, now), ...placeholders(state.doc), ...cells(state.doc), ...(now.only ? filtered(state, now.only) : [])];
        return { ...now, set: all.length ? DecorationSet.create(state.doc, all) : DecorationSet.empty };
      },
    },
    props: { decorations: (state) => shownKey.getState(state).set },
  });
}
