// Keys and input that keep to the shape of the document: sections stay what the outline says, text comes in plain.
import { baseKeymap, deleteSelection, joinBackward, joinForward, splitBlock } from "prosemirror-commands";
import { redo, undo, undoDepth } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Fragment, Slice } from "prosemirror-model";
import { Plugin, TextSelection } from "prosemirror-state";
import { wordsOf } from "./pasted.js";
import { paragraphs, schema, sectionAt, sectionsOf } from "./schema.js";

function across(state) {
  const { from, to } = state.selection;
  const [a, b] = [sectionAt(state.doc, from), sectionAt(state.doc, to)];
  return !a || !b || a.pos !== b.pos;
}

/** Delete a selection that reaches over several sections: of each section its own part, the sections themselves stay. */
function deleteAcross(tr) {
  const { from, to } = tr.selection;
  for (const { node, pos } of sectionsOf(tr.doc).reverse()) {
    const [start, end] = [pos + 1 + node.firstChild.nodeSize + 1, pos + node.nodeSize - 2];
    const [a, b] = [Math.max(from, start), Math.min(to, end)];
    if (a < b) tr.delete(a, b);
  }
  return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)), 1));
}

/** A transaction on which the selection is gone, wherever it reached. */
function cleared(state) {
  if (state.selection.empty) return state.tr;
  return across(state) ? deleteAcross(state.tr) : state.tr.deleteSelection();
}

function removing(join, edge) {
  return (state, dispatch, view) => {
    if (!state.selection.empty && across(state)) {
      dispatch?.(deleteAcross(state.tr).scrollIntoView());
      return true;
    }
    if (deleteSelection(state, dispatch)) return true;
    const { $from } = state.selection;
    const atEdge = edge === "start" ? $from.parentOffset === 0 && $from.index(1) === 1 : $from.parentOffset === $from.parent.content.size && $from.index(1) === $from.node(1).childCount - 1;
    return atEdge || join(state, dispatch, view);
  };
}

/** Ctrl+A takes the section first, the whole document the second time. */
function selectAll(state, dispatch) {
  const place = sectionAt(state.doc, state.selection.head);
  if (!place) return false;
  const [from, to] = [place.pos + 1 + place.node.firstChild.nodeSize + 1, place.pos + place.node.nodeSize - 2];
  if (state.selection.from <= from && state.selection.to >= to) return baseKeymap["Mod-a"](state, dispatch);
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
  return true;
}

/** Put plain text where the caret is; its lines become paragraphs. */
export function insert(state, text) {
  const tr = cleared(state);
  const said = text.replace(/\r\n?/g, "\n").replace(/\u0000/g, "").replace(/^\n+|\n+$/g, "");
  if (!said.includes("\n")) return tr.insertText(said).scrollIntoView();
  return tr.replaceSelection(new Slice(Fragment.from(paragraphs(said)), 1, 1)).scrollIntoView();
}

/** hands: {undoBeyond, save, step, escape} — what keys ask of the world around the text. */
export function keys(hands) {
  const enter = (state, dispatch, view) => (across(state) ? removing(joinBackward, "start")(state, dispatch, view) : splitBlock(state, dispatch));
  const back = (state, dispatch, view) => (undoDepth(state) ? undo(state, dispatch, view) : hands.undoBeyond());
  return keymap({
    ...baseKeymap,
    Enter: enter,
    "Shift-Enter": enter,
    Backspace: removing(joinBackward, "start"),
    "Shift-Backspace": removing(joinBackward, "start"),
    Delete: removing(joinForward, "end"),
    "Mod-a": selectAll,
    "Mod-z": back,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Mod-s": () => hands.save() || true,
    "Alt-ArrowDown": () => hands.step(1),
    "Alt-ArrowUp": () => hands.step(-1),
    F8: () => hands.step(1),
    "Shift-F8": () => hands.step(-1),
    Escape: () => hands.escape(),
  });
}

/** The shape is kept: no typing adds, joins or removes sections, or reaches one that is locked. refused: told of a paste without words. */
export function shape(locked, refused) {
  return new Plugin({
    filterTransaction(tr, state) {
      if (!tr.docChanged || tr.getMeta("server")) return true;
      if (tr.doc.childCount !== state.doc.childCount) return false;
      for (let i = 0; i < tr.doc.childCount; i++) {
        const [now, was] = [tr.doc.child(i), state.doc.child(i)];
        if (now === was) continue;
        if (now.attrs.id !== was.attrs.id || now.firstChild.attrs.id !== was.attrs.id || locked(was.attrs.id)) return false;
      }
      return true;
    },
    props: {
      handleTextInput(view, _from, _to, text) {
        if (view.state.selection.empty || !across(view.state)) return false;
        view.dispatch(insert(view.state, text));
        return true;
      },
      handlePaste(view, event) {
        const text = wordsOf(event.clipboardData);
        if (text) view.dispatch(insert(view.state, text).setMeta("paste", true));
        else refused();
        return true;
      },
      handleDrop(view, event, _slice, moved) {
        if (moved) return false;
        const text = wordsOf(event.dataTransfer);
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (!text) refused();
        else if (at) {
          const there = view.state.apply(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
          view.updateState(there);
          view.dispatch(insert(view.state, text));
        }
        event.preventDefault();
        return true;
      },
      handleDOMEvents: {
        cut(view, event) {
          if (view.state.selection.empty || !across(view.state)) return false;
          event.preventDefault();
          event.clipboardData.setData("text/plain", clipboard(view.state.selection.content()));
          view.dispatch(deleteAcross(view.state.tr));
          return true;
        },
      },
      clipboardTextSerializer: clipboard,
    },
  });
}

/** What is copied: the words, a line a paragraph. */
function clipboard(slice) {
  const said = [];
  slice.content.descendants((node) => {
    if (node.type === schema.nodes.paragraph) said.push(node.textContent);
    else if (node.isText) said.push(node.text);
    return node.type !== schema.nodes.paragraph;
  });
  return said.join("\n");
}
