// The manuscript: the whole document in one editor, put together of what each of its helpers answers for.
import { history } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { Bar } from "./bar.js";
import { conflictPanel } from "./conflict.js";
import { clock, h } from "./dom.js";
import { evidence, evidenceKey } from "./evidence.js";
import { Findings } from "./findings.js";
import { Float } from "./float.js";
import { Going } from "./going.js";
import { keys, shape } from "./guard.js";
import { Head, headView } from "./head.js";
import { Keeper } from "./keep.js";
import { Outline } from "./outline.js";
import { Pointing } from "./pointing.js";
import { schema } from "./schema.js";
import { Telling } from "./telling.js";
import { Texts, nodesOf } from "./texts.js";
import { shown } from "./view_state.js";

const WIDE = 1700; // from here on there is room for a second pane beside the text

export class Manuscript {
  constructor(root, data, outbox) {
    this.root = root;
    this.outbox = outbox;
    this.heads = new Map();
    this.data = data;
    this.#frame();
    this.view = this.#editor(data);
    this.#helpers(data);
    this.#listen();
    this.update(data);
  }

  // --- put together -------------------------------------------------------------------------------------------------

  #frame() {
    this.outline = new Outline((id) => this.going.go(id));
    this.bar = new Bar({
      choose: (kind) => this.findings.choose(kind),
      step: (by) => this.findings.step(by),
      keep: () => this.findings.keepClause(),
      edit: () => this.findings.editClause(),
      remove: () => this.findings.removeClause(),
      takeAll: () => this.findings.decideAll("take"),
      declineAll: () => this.findings.decideAll("decline"),
      toggleOnly: () => this.findings.showOnly(!this.findings.only),
    });
    this.page = h("div", { className: "ng-scroll" });
    this.middle = h("div", { className: "ng-middle" }, this.bar.dom, this.page, this.bar.steps);
    this.root.append(this.outline.dom, this.middle);
    this.float = new Float(this.middle);
  }

  #editor(data) {
    return new EditorView(this.page, {
      state: this.#state(data),
      attributes: { class: "ng-page", role: "textbox", "aria-multiline": "true", "aria-label": "稿子", spellcheck: "false", translate: "no" },
      nodeViews: { heading: (node) => headView(this.#head(node.attrs.id)) },
      editable: () => !this.data.readOnly,
      dispatchTransaction: (tr) => this.#dispatch(tr),
      handleClick: (_view, pos, event) => this.pointing.clicked(pos, event),
      handleDOMEvents: {
        compositionend: () => this.#afterComposition(),
        mouseover: (_view, event) => this.pointing.hover(event),
        mouseleave: () => this.float.tell("", null),
        blur: () => this.texts.saveAll("left"),
      },
    });
  }

  #state(data) {
    const undoBeyond = () => Boolean(this.outbox.put({ kind: "undo" }));
    return EditorState.create({
      doc: schema.nodes.doc.create(null, nodesOf(data.sections)),
      plugins: [
        keys({ undoBeyond, save: () => this.texts.saveAll("asked"), step: (by) => this.findings.step(by), escape: () => this.escape() }),
        history({ newGroupDelay: 800 }),
        evidence(),
        shown(),
        shape(
          (id) => this.texts.locks.has(id),
          () => this.bar.say("粘贴的内容里没有文字：图片和文件放不进稿子，表格请从表里复制", "ng-wait"),
        ),
      ],
    });
  }

  #helpers(data) {
    const { view, outbox, page } = this;
    this.texts = new Texts(view, outbox, new Keeper(data.draft, data.person ?? ""), () => this.#refresh());
    this.telling = new Telling(view, outbox, this.texts);
    this.going = new Going(view, page, this.outline, outbox, this.texts, {
      told: data.here,
      before: () => this.findings.showOnly(false),
      scrolled: () => this.float.tell("", null),
      left: (id) => this.#left(id),
      inHand: (id) => this.#reach(id),
    });
    this.findings = new Findings(view, this.bar, this.texts, this.going, this.telling, {
      act: (event) => this.#decide(event),
      remark: (comment, dom) => this.pointing.showRemark(comment, dom),
    });
    this.pointing = new Pointing(view, this.float, this.telling, this.findings, () => this.data.readOnly);
  }

  #head(id) {
    if (!this.heads.has(id)) {
      const act = (event) => this.telling.act({ ...event, base: this.texts.get(event.section)?.base });
      this.heads.set(id, new Head(id, { act, retry: (section) => this.texts.retry(section), letGo: (section) => this.texts.letGo(section) }));
    }
    return this.heads.get(id);
  }

  #listen() {
    this.leave = () => this.texts.keepTyping();
    this.resized = () => this.#fit();
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("resize", this.resized);
    this.watching = new ResizeObserver(this.resized);
    this.watching.observe(this.root);
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && this.escape());
  }

  /** last: takes what is not at the server yet, {client, items}. */
  destroy(last) {
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("resize", this.resized);
    this.watching.disconnect();
    for (const helper of [this.texts, this.going, this.pointing]) helper.close();
    this.outbox.close(last);
    this.float.destroy();
    this.view.destroy();
    this.root.replaceChildren();
  }

  // --- what happens -------------------------------------------------------------------------------------------------

  /** Take what the server says. While an input method composes nothing moves; it is taken right after. */
  update(data) {
    if (this.view.composing) {
      this.waiting = data;
      return;
    }
    this.data = data;
    this.outbox.has(data.ack);
    const { rebuilt, changed } = this.texts.take(data);
    this.findings.lay(data.sections, rebuilt);
    this.#refresh();
    this.#fit();
    if (changed.length) this.going.flash(changed);
    this.going.locate(data.locate);
  }

  #dispatch(tr) {
    this.view.updateState(this.view.state.apply(tr));
    if (tr.docChanged && !tr.getMeta("server")) this.texts.typed(tr);
    if (tr.selectionSet || tr.docChanged) this.going.moved();
  }

  #afterComposition() {
    // after the editor itself has read the composed characters
    setTimeout(() => {
      if (this.view.isDestroyed || this.view.composing) return;
      this.view.dispatch(this.view.state.tr.setMeta(evidenceKey, { prune: true }).setMeta("addToHistory", false));
      const data = this.waiting;
      this.waiting = null;
      if (data) this.update(data);
    }, 60);
  }

  /** What was typed in the section the caret left is saved. */
  #left(id) {
    setTimeout(() => {
      if (this.view.isDestroyed || this.view.composing) return;
      this.texts.save(id, "left");
      this.#refresh();
    }, 0);
  }

  /** The buttons of the section in hand come with the Tab key, those of the others only by going there: thirty stops less on the way. */
  #reach(id) {
    for (const [section, head] of this.heads) head.reach(section === id);
  }

  #decide(event) {
    this.telling.act(event);
    for (const tick of this.page.querySelectorAll(".ng-tick")) tick.blur();
  }

  escape() {
    return this.float.close() || this.findings.escape();
  }

  // --- what is shown ------------------------------------------------------------------------------------------------

  #fit() {
    const top = this.root.getBoundingClientRect().top + (window.scrollY || 0);
    const height = `${Math.max(360, Math.floor(window.innerHeight - top - (this.data.below ?? 12)))}px`;
    if (this.root.style.height !== height) this.root.style.height = height;
    this.outline.fit(this.root.clientWidth);
    const wide = window.innerWidth >= WIDE;
    if (wide !== (this.wide ?? Boolean(this.data.wide))) this.outbox.put({ kind: "room", wide });
    this.wide = wide;
  }

  #refresh() {
    if (this.view.isDestroyed) return;
    for (const [id, entry] of this.texts.entries) {
      const back = entry.back ? `${clock(entry.back)}写下、没有存上的改动已经找回。` : "";
      this.#head(id).show(entry.meta, { refused: entry.refused, back });
      this.#showConflict(id, entry);
    }
    const dirty = this.texts.dirty();
    this.outline.show(this.data.sections, dirty);
    this.#status(dirty);
    this.findings.count();
    this.going.watchScroll();
  }

  #showConflict(id, entry) {
    const head = this.#head(id).dom;
    head.querySelector(".ng-conflict")?.remove();
    if (entry.conflict) head.append(conflictPanel(entry.conflict, (n, choice) => this.texts.settle(id, n, choice)));
  }

  #status(dirty) {
    const entries = [...this.texts.entries.values()];
    if (entries.some((entry) => entry.conflict)) this.bar.say("有一处改动要您选定", "ng-wait");
    else if (entries.some((entry) => entry.refused)) this.bar.say("有改动没有存上", "ng-wait");
    else if (entries.some((entry) => entry.sent)) this.bar.say("正在保存");
    else if (dirty.size) this.bar.say("有改动，稍后自动保存");
    else this.bar.say(this.texts.saved ? `已自动保存 ${clock(this.texts.saved)}` : (this.data.status ?? ""));
  }
}
