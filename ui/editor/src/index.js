// The Streamlit component: one manuscript a place on the page, kept over reruns; the data of a run is an answer, not a new text.
import { Manuscript } from "./manuscript.js";
import { Outbox } from "./outbox.js";
import "./naming.js";
import "./rooms.js";
import "./sending.js";

// Shared with ../mount.js, which Streamlit sends with every run in the bundle's stead. The first to come stays: it knows what is on the page.
const bundle = (globalThis.nigaoEditor ??= {});
const mounted = new WeakMap();
// By draft: the sections of the last data, by digest. The server only names what it sent before, also where the page was left and comes back.
const had = new Map();

/** The data with every section in full; null where one is named that never came. */
function whole(given) {
  const known = had.get(given.draft);
  const sections = given.sections.map((section) => (section.same ? known?.get(section.same) : section));
  if (sections.includes(undefined)) return null;
  had.set(given.draft, new Map(sections.filter((section) => section.digest).map((section) => [section.digest, section])));
  return { ...given, sections };
}

export default function mount(component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = parentElement.querySelector(".ng-editor");
  if (!root) {
    // the place that brings the bundle is on every page: what a manuscript could not send before she left it goes from here
    bundle.send = (draft, message) => setTriggerValue("out", { draft, ...message });
    return undefined;
  }
  let here = mounted.get(root);
  if (!here) {
    here = { outbox: new Outbox(), manuscript: null };
    here.outbox.send = (message) => here.trigger("out", message);
    mounted.set(root, here);
  }
  here.trigger = setTriggerValue;
  // as bytes a Chinese text is half as long on the wire as Streamlit's own JSON
  const came = data instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(data)) : data;
  const given = whole(came);
  here.outbox.has(came.ack);
  if (!given) here.lost ??= here.outbox.put({ kind: "lost" }); // once, until all came
  else here.lost = null;
  if (!given) return undefined;
  if (here.manuscript) here.manuscript.update(given);
  else here.manuscript = new Manuscript(root, given, here.outbox);
  // Streamlit may call this for a run that was overtaken while the place is still on the page: only a place that is gone is cleared.
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      here.manuscript?.destroy((message) => bundle.send?.(given.draft, message));
      here.manuscript = null;
      mounted.delete(root);
    }, 0);
}

bundle.mount ??= mount;
for (const take of bundle.waiting?.splice(0) ?? []) take(bundle.mount);
