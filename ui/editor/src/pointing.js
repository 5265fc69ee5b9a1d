// What a click or the mouse over a mark brings up: where it comes from, a field to fill, a reviewer's remark, a hint.
import { evidenceKey, marksAt } from "./evidence.js";
import { gapForm, remark } from "./float.js";
import { show } from "./view_state.js";

export class Pointing {
  constructor(view, float, telling, findings, readOnly) {
    Object.assign(this, { view, float, telling, findings, readOnly });
  }

  close() {
    clearTimeout(this.asking);
  }

  clicked(pos, event) {
    const found = marksAt(this.view.state, pos);
    if (!found.length || event.shiftKey || event.ctrlKey) return false;
    const gap = found.find((stop) => stop.spec.mark.kind === "gap");
    if (gap && !this.readOnly()) this.#openGap(gap);
    else this.#askSoon(found[0]);
    return false;
  }

  /** A double click marks words to work on: only a click that stays one asks. */
  #askSoon(stop) {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => {
      if (this.view.isDestroyed || !this.view.state.selection.empty) return;
      this.telling.where(stop, true);
      this.findings.count();
    }, 220);
  }

  #openGap(stop) {
    const gap = stop.spec.mark.gap ?? {};
    show(this.view, { focus: { from: stop.from, to: stop.to } });
    const close = () => {
      this.float.close();
      this.view.focus();
    };
    const fill = (value, source) => {
      const now = evidenceKey.getState(this.view.state).find(undefined, undefined, (spec) => spec.mark === stop.spec.mark)[0] ?? stop;
      this.telling.act({ kind: "fill", ...this.telling.about(now, { gap: gap.id ?? stop.spec.mark.id ?? null, value, source }) });
      close();
    };
    const form = gapForm(gap, fill, close);
    this.float.open(form, this.view.coordsAtPos(stop.from), () => this.view.isDestroyed || show(this.view, { focus: null }));
    form.first.focus();
  }

  showRemark(comment, dom) {
    const answer = () => {
      this.telling.outbox.put({ kind: "comment", comment: comment.id });
      this.float.close();
    };
    this.float.open(remark(comment, answer, () => this.float.close()), dom.getBoundingClientRect());
  }

  hover(event) {
    const dom = event.target?.closest?.(".ng-figure, .ng-clause, .ng-gap, .ng-finding");
    if (!dom || !this.view.dom.contains(dom)) {
      this.float.tell("", null);
      return false;
    }
    const found = marksAt(this.view.state, this.view.posAtDOM(dom, 0));
    const stop = found.find((candidate) => this.view.posAtDOM(dom, 0) < candidate.to) ?? found[0];
    this.float.tell(stop?.spec.mark.hint ?? "", event.target.getBoundingClientRect());
    return false;
  }
}
