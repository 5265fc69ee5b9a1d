// The Streamlit component: one manuscript a place on the page, kept over reruns; the data of a run is an answer, not a new text.
import { Manuscript } from "./manuscript.js";
import { Outbox } from "./outbox.js";

const mounted = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = parentElement.querySelector(".ng-editor");
  let here = mounted.get(root);
  if (!here) {
    here = { outbox: new Outbox(), manuscript: null };
    here.outbox.send = (message) => here.trigger("out", message);
    mounted.set(root, here);
  }
  here.trigger = setTriggerValue;
  // as bytes a Chinese text is half as long on the wire as Streamlit's own JSON
  const given = data instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(data)) : data;
  if (here.manuscript) here.manuscript.update(given);
  else here.manuscript = new Manuscript(root, given, here.outbox);
  // Streamlit may call this for a run that was overtaken while the place is still on the page: only a place that is gone is cleared.
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      here.manuscript?.destroy();
      here.manuscript = null;
      mounted.delete(root);
    }, 0);
}
